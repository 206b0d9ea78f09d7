package dev.hooklane.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the settings under {@code sources.clusters.NAME.}: Kafka's own settings, by Kafka's names,
 * of each cluster that sources may read.
 */
final class SourceClusters {
    static final NamedSettings.Form FORM =
            new NamedSettings.Form("cluster", "sources.clusters.", "bootstrap.servers", '.');

    /** The name of Hooklane's own cluster, whose settings are under {@code kafka.}. */
    private static final String OWN = "hooklane";

    private SourceClusters() {}

    static Map<String, KafkaSettings> read(SettingReader reader) {
        Map<String, KafkaSettings> settings = new LinkedHashMap<>();
        NamedSettings.find(reader, FORM)
                .forEach((name, found) -> {
                    String key = FORM.prefix() + name;
                    if (name.equals(OWN)) {
                        reader.problem(
                                key
                                        + " can't be set: that is Hooklane's own cluster, whose settings are under"
                                        + " kafka.");
                    } else {
                        settings.put(name, KafkaSettingsReader.read(reader, key + ".", found));
                    }
                });
        return settings;
    }
}
