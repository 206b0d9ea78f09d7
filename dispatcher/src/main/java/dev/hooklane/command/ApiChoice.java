package dev.hooklane.command;

import dev.hooklane.command.dev.DevFolder;
import dev.hooklane.command.dev.DevFolder.Running;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses which API a command calls, and with which key. Options come before the environment, the
 * environment before a profile that was named, then the {@code hooklane dev} of the folder, then
 * the default profile.
 *
 * <p>A key that was kept is sent only to the API that it was kept for: an installation's key never
 * to another URL, and that of {@code hooklane dev} to none but that.
 */
final class ApiChoice {
    static final String DEFAULT_API = "http://127.0.0.1:8080";
    private static final String API_VARIABLE = "HOOKLANE_API";
    private static final String KEY_VARIABLE = "HOOKLANE_API_KEY";
    private static final String PROFILE_VARIABLE = "HOOKLANE_PROFILE";

    private final Profiles profiles;
    private final Optional<Running> dev;
    private final Map<String, String> environment;

    ApiChoice(CommandContext context) {
        this.profiles = Profiles.of(context);
        this.dev = new DevFolder(context.folder()).running();
        this.environment = context.environment();
    }

    /**
     * An API and the key for it.
     *
     * @param note a line for the user, who may have meant another API; empty if there is none
     */
    record Chosen(URI api, String key, Optional<String> note) {
        @Override
        public String toString() {
            return "Chosen[api=%s]".formatted(api);
        }
    }

    /**
     * Chooses.
     *
     * @param api the option; empty if it was not given, like the others
     * @throws CommandFailedException if there is no such profile, or no key
     */
    Chosen of(String api, String key, String profile) {
        String givenApi = given(api, API_VARIABLE);
        String givenKey = given(key, KEY_VARIABLE);
        Optional<Profile> named = named(profile);
        if (!givenApi.isEmpty()) {
            URI url = url(givenApi);
            String chosenKey = givenKey.isEmpty() ? keptFor(url, named) : givenKey;
            return new Chosen(
                    url, chosenKey, note(url, api, named.filter(_ -> !profile.isEmpty())));
        }
        if (named.isEmpty() && dev.isPresent()) {
            String devKey = key.isEmpty() ? dev.get().apiKey() : key;
            return new Chosen(dev.get().api(), devKey, Optional.empty());
        }
        Optional<Profile> kept = named.or(this::standard);
        URI url = kept.map(Profile::api).orElseGet(() -> url(DEFAULT_API));
        String chosenKey = givenKey.isEmpty() ? keptFor(url, kept) : givenKey;
        return new Chosen(url, chosenKey, Optional.empty());
    }

    private String keptFor(URI url, Optional<Profile> named) {
        return named.or(this::standard)
                .filter(each -> isSame(each.api(), url))
                .map(Profile::key)
                .orElseThrow(() -> noKey(url));
    }

    /**
     * Says that the environment's API is called, and not that of the profile that was asked for.
     */
    private static Optional<String> note(URI url, String option, Optional<Profile> asked) {
        return asked.filter(_ -> option.isEmpty())
                .filter(each -> !isSame(each.api(), url))
                .map(each ->
                        "note: HOOKLANE_API is set, so %s is called and not that of profile %s"
                                .formatted(url, each.name()));
    }

    private Optional<Profile> named(String option) {
        String name = given(option, PROFILE_VARIABLE);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                profiles.find(name)
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        "there is no profile %s: `hooklane login --profile %s` makes it"
                                                .formatted(name, name))));
    }

    private Optional<Profile> standard() {
        return profiles.find(Profile.DEFAULT);
    }

    private String given(String option, String variable) {
        return option.isEmpty() ? environment.getOrDefault(variable, "") : option;
    }

    private static boolean isSame(URI one, URI other) {
        return withoutSlash(one).equals(withoutSlash(other));
    }

    private static String withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static CommandFailedException noKey(URI api) {
        return new CommandFailedException(
                ("no key for the API at %s: run `hooklane login`, pass --key, set HOOKLANE_API_KEY,"
                                + " or run this in the folder of a running `hooklane dev`")
                        .formatted(api));
    }

    /**
     * Reads an API's URL.
     *
     * @throws CommandFailedException if it is none
     */
    static URI url(String text) {
        if (!text.matches("https?://[^/?#@\\s]+/?")) {
            throw new CommandFailedException(
                    "API '%s' is not a URL such as http://127.0.0.1:8080".formatted(text));
        }
        return URI.create(text);
    }
}
