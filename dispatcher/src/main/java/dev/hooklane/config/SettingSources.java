package dev.hooklane.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where settings' texts come from: a command's overrides come before the environment, and the
 * environment before the file.
 *
 * @param file by key
 * @param environment by the names of variables; only those that begin with {@code HOOKLANE_} matter
 * @param overrides by key
 */
record SettingSources(
        Map<String, String> file, Map<String, String> environment, Map<String, String> overrides) {
    static final String ENVIRONMENT_PREFIX = "HOOKLANE_";
    static final String KAFKA_ENVIRONMENT_PREFIX = "HOOKLANE_KAFKA_";

    /** Read by the start script and by commands that call the API, not settings of an instance. */
    static final Set<String> NO_SETTINGS =
            Set.of("HOOKLANE_JAVA_OPTS", "HOOKLANE_HOME", "HOOKLANE_API", "HOOKLANE_PROFILE");

    private static final String KAFKA_PREFIX = "kafka.";

    /** A setting's text and where it was found. */
    record Found(String text, String origin) {}

    SettingSources {
        file = Map.copyOf(file);
        environment = Map.copyOf(environment);
        overrides = Map.copyOf(overrides);
    }

    Optional<Found> find(String key) {
        String variable = environmentName(key);
        if (overrides.containsKey(key)) {
            return found(overrides.get(key), "this command");
        }
        if (environment.containsKey(variable)) {
            return found(environment.get(variable), variable);
        }
        return found(file.get(key), "file");
    }

    /**
     * Returns Kafka's own settings by Kafka's names: any key under {@code kafka.}, wherever it is
     * set.
     */
    Map<String, Found> kafka() {
        Map<String, Found> kafka = new TreeMap<>();
        addKafka(kafka, file, "file");
        environment.forEach((variable, text) -> {
            if (variable.startsWith(KAFKA_ENVIRONMENT_PREFIX)) {
                kafka.put(kafkaName(variable), new Found(text.strip(), variable));
            }
        });
        addKafka(kafka, overrides, "this command");
        return kafka;
    }

    /**
     * Reports whether the key is checked elsewhere: it is one of Kafka's own settings, of any
     * cluster, or that of a thing that the operator names.
     */
    static boolean isFree(String key) {
        return key.startsWith(KAFKA_PREFIX)
                || key.startsWith(SourceClusters.FORM.prefix())
                || key.startsWith(SourceRegistries.FORM.prefix());
    }

    static String environmentName(String key) {
        return ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String kafkaName(String variable) {
        return variable.substring(KAFKA_ENVIRONMENT_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
    }

    private static void addKafka(
            Map<String, Found> kafka, Map<String, String> settings, String origin) {
        settings.forEach((key, text) -> {
            if (key.startsWith(KAFKA_PREFIX)) {
                kafka.put(key.substring(KAFKA_PREFIX.length()), new Found(text.strip(), origin));
            }
        });
    }

    private static Optional<Found> found(@Nullable String text, String origin) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(new Found(text.strip(), origin));
    }

    @Override
    public String toString() {
        return "SettingSources[file=%s, environment and values hidden]".formatted(file.keySet());
    }
}
