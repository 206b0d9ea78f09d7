package dev.hooklane.config;

import dev.hooklane.config.SettingSources.Found;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the settings under {@code sources.clusters.NAME.}: Kafka's own settings, by Kafka's names,
 * of each cluster that sources may read.
 */
final class SourceClusters {
    static final String PREFIX = "sources.clusters.";
    static final String ENVIRONMENT_PREFIX = "HOOKLANE_SOURCES_CLUSTERS_";

    /** The name of Hooklane's own cluster, whose settings are under {@code kafka.}. */
    private static final String OWN = "hooklane";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String NAME_FORM = "1 to 40 characters of a-z 0-9 -, the first a letter";
    private static final String BOOTSTRAP = "_bootstrap_servers";

    private final SettingReader reader;
    private final Map<String, Map<String, Found>> found = new TreeMap<>();

    private SourceClusters(SettingReader reader) {
        this.reader = reader;
    }

    static Map<String, KafkaSettings> read(SettingReader reader) {
        SourceClusters clusters = new SourceClusters(reader);
        SettingSources sources = reader.sources();
        clusters.add(sources.file(), "file");
        clusters.addEnvironment(sources.environment());
        clusters.add(sources.overrides(), "this command");
        Map<String, KafkaSettings> settings = new LinkedHashMap<>();
        clusters.found.forEach((name, ofCluster) ->
                settings.put(
                        name, KafkaSettingsReader.read(reader, PREFIX + name + ".", ofCluster)));
        return settings;
    }

    private void add(Map<String, String> texts, String origin) {
        new TreeMap<>(texts)
                .forEach((key, text) -> {
                    if (key.startsWith(PREFIX)) {
                        String rest = key.substring(PREFIX.length());
                        int dot = rest.indexOf('.');
                        if (dot < 0) {
                            reader.problem(
                                    key
                                            + " is not a setting; set %s%s.bootstrap.servers"
                                                    .formatted(PREFIX, rest));
                        } else {
                            put(
                                    rest.substring(0, dot),
                                    rest.substring(dot + 1),
                                    new Found(text.strip(), origin));
                        }
                    }
                });
    }

    private void put(String cluster, String name, Found text) {
        if (cluster.equals(OWN)) {
            reader.problem(
                    "%s%s can't be set: that is Hooklane's own cluster, whose settings are under kafka."
                            .formatted(PREFIX, cluster));
        } else if (!NAME.matcher(cluster).matches()) {
            reader.problem(
                    "%s%s is not allowed; the name of a cluster is %s"
                            .formatted(PREFIX, cluster, NAME_FORM));
        } else {
            found.computeIfAbsent(cluster, _ -> new TreeMap<>()).put(name, text);
        }
    }

    /** A variable has no dots and dashes, so the clusters must be known to tell names apart. */
    private void addEnvironment(Map<String, String> environment) {
        Set<String> names =
                new TreeSet<>(
                        Comparator.comparingInt(String::length)
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()));
        names.addAll(found.keySet());
        Map<String, String> variables = new TreeMap<>();
        environment.keySet().stream()
                .filter(variable -> variable.startsWith(ENVIRONMENT_PREFIX))
                .forEach(variable ->
                        variables.put(
                                variable.substring(ENVIRONMENT_PREFIX.length())
                                        .toLowerCase(Locale.ROOT),
                                variable));
        variables.keySet().stream()
                .filter(rest -> rest.endsWith(BOOTSTRAP))
                .map(rest -> rest.substring(0, rest.length() - BOOTSTRAP.length()))
                .map(name -> name.replace('_', '-'))
                .forEach(names::add);
        variables.forEach((rest, variable) -> {
            Optional<String> cluster =
                    names.stream()
                            .filter(name -> rest.startsWith(name.replace('-', '_') + "_"))
                            .findFirst();
            if (cluster.isPresent()) {
                put(
                        cluster.get(),
                        rest.substring(cluster.get().length() + 1).replace('_', '.'),
                        new Found(environment.getOrDefault(variable, "").strip(), variable));
            } else {
                reader.problem(
                        "%s names no cluster; set %s<NAME>_BOOTSTRAP_SERVERS too"
                                .formatted(variable, ENVIRONMENT_PREFIX));
            }
        });
    }
}
