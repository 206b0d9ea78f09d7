package dev.hooklane.dispatcher;

import dev.hooklane.api.Readiness;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges the endpoints that this instance can't open. Any thread may ask.
 *
 * <p>With a wrong key an instance can open no endpoints, or only the few written by others with
 * that key: it must not start. But a single record that is damaged, or was written with a key
 * introduced too early, must not keep every instance from starting.
 */
final class SealedEndpoints {
    private final EndpointDirectory directory;
    private final EndpointCodec codec;
    private final Set<String> ids;
    private final List<String> names;

    /**
     * @param ids of the keys that this instance has
     * @param names the same keys as an operator tells them apart
     */
    SealedEndpoints(
            EndpointDirectory directory,
            EndpointCodec codec,
            Collection<String> ids,
            List<String> names) {
        this.directory = directory;
        this.codec = codec;
        this.ids = Set.copyOf(ids);
        this.names = List.copyOf(names);
    }

    /** Judges by the keys for endpoints; an instance that only fans out has none. */
    static SealedEndpoints of(EndpointDirectory directory, EndpointCodec codec, DerivedKeys keys) {
        return new SealedEndpoints(
                directory, codec, keys.ids(KeyPurpose.ENDPOINTS), keys.names(KeyPurpose.ENDPOINTS));
    }

    /** Returns why this instance must not start; empty if it may. */
    List<String> startProblems() {
        Map<String, Integer> missing = missingKeys();
        if (!isMost(missing)) {
            return List.of();
        }
        return List.of(
                "secrets.key opens %d of %d endpoints; it has %s, and the others need %s; `hooklane secrets list FILE` shows these ids for a key file"
                        .formatted(
                                directory.size() - directory.sealed().size(),
                                directory.size(),
                                named(names),
                                counted(missing)));
    }

    /** Returns how many endpoints this instance should be able to open, and can't. */
    int count() {
        return codec.opens() ? directory.sealed().size() : 0;
    }

    /** Reports whether most endpoints can be opened, and which can't. */
    Readiness.Part readiness() {
        int sealed = count();
        if (sealed == 0) {
            return new Readiness.Part("endpoints", true, "");
        }
        Map<String, Integer> missing = missingKeys();
        String why = missing.isEmpty() ? "" : "; this instance lacks " + counted(missing);
        return new Readiness.Part(
                "endpoints",
                !isMost(missing),
                "%d can't be opened or read, their deliveries are held%s".formatted(sealed, why));
    }

    private boolean isMost(Map<String, Integer> missing) {
        int sealed = missing.values().stream().mapToInt(Integer::intValue).sum();
        return sealed > 0 && 2 * sealed >= directory.size();
    }

    /** Returns how many endpoints need each key that this instance lacks. */
    private Map<String, Integer> missingKeys() {
        Map<String, Integer> missing = new TreeMap<>();
        for (Endpoint endpoint : directory.sealed()) {
            codec.keysOf(endpoint).stream()
                    .filter(key -> !ids.contains(key))
                    .findFirst()
                    .ifPresent(key -> missing.merge(key, 1, Integer::sum));
        }
        return missing;
    }

    private static String named(List<String> ids) {
        return (ids.size() == 1 ? "key " : "keys ") + String.join(", ", ids);
    }

    private static String counted(Map<String, Integer> missing) {
        return named(
                missing.entrySet().stream()
                        .map(each ->
                                "%s (%d endpoint%s)"
                                        .formatted(
                                                each.getKey(),
                                                each.getValue(),
                                                each.getValue() == 1 ? "" : "s"))
                        .toList());
    }
}
