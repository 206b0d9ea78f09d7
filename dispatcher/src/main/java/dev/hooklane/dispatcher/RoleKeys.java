package dev.hooklane.dispatcher;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InstanceKeys;
import dev.hooklane.config.Role;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys that each role needs. */
public final class RoleKeys {
    private RoleKeys() {}

    /** Returns the purposes whose keys the roles need together. */
    public static Set<KeyPurpose> of(Collection<Role> roles) {
        Set<KeyPurpose> purposes = EnumSet.noneOf(KeyPurpose.class);
        for (Role role : roles) {
            purposes.addAll(
                    switch (role) {
                        case DELIVERY ->
                                EnumSet.of(
                                        KeyPurpose.ENDPOINTS,
                                        KeyPurpose.OWN_EVENTS,
                                        KeyPurpose.LISTENERS);
                        case FAN_OUT -> EnumSet.of(KeyPurpose.TEST_EVENTS, KeyPurpose.OWN_EVENTS);
                        case SOURCES -> EnumSet.noneOf(KeyPurpose.class);
                        case CONTROL_PLANE -> EnumSet.allOf(KeyPurpose.class);
                    });
        }
        return purposes;
    }

    /**
     * Opens the instance's keys, and checks that none is missing.
     *
     * @throws StartRefusedException if the key doesn't open, or a purpose has none
     */
    public static void check(HooklaneConfig config) {
        check(config.roles(), UnwrappedKeys.of(config.secrets()));
    }

    /**
     * Refuses the start if a key is missing.
     *
     * @throws StartRefusedException with the purposes that have none
     */
    static void check(Set<Role> roles, InstanceKeys instance) {
        List<String> problems = new ArrayList<>();
        try {
            DerivedKeys keys = instance.byPurpose();
            for (KeyPurpose purpose : of(roles)) {
                if (!keys.has(purpose)) {
                    problems.add("secrets.key has no key for %s".formatted(purpose.label()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(List.of(String.valueOf(e.getMessage())), e);
        }
        StartRefusedException.throwIfAny(
                problems,
                "`hooklane secrets derive --for %s` prints the keys that this instance needs"
                        .formatted(
                                roles.stream()
                                        .map(Role::settingName)
                                        .sorted()
                                        .collect(Collectors.joining(","))));
    }
}
