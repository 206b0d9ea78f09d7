package dev.hooklane.command;

import java.net.URI;

/**
 * An installation that a user of this machine is logged in to.
 *
 * @param name chosen by the user: {@code prod}
 * @param api its API's URL, without a path
 * @param key sent to that URL only
 */
record Profile(String name, URI api, String key) {
    /** The name of the profile that is used if none is named. */
    static final String DEFAULT = "default";

    private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,49}";

    Profile {
        if (!name.matches(NAME_FORM)) {
            throw new CommandFailedException(
                    "profile '%s': a name has 1 to 50 characters of A-Z a-z 0-9 . _ -"
                            .formatted(name));
        }
    }

    @Override
    public String toString() {
        return "Profile[name=%s, api=%s]".formatted(name, api);
    }
}
