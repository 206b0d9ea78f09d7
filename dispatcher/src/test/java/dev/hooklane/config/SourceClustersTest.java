package dev.hooklane.config;

import static dev.hooklane.config.SampleConfig.NEEDED;
import static dev.hooklane.config.SampleConfig.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each cluster that sources may read has Kafka's own settings, and is kept apart from others. */
final class SourceClustersTest {
    @Test
    void eachClusterHasItsOwnSettings() {
        HooklaneConfig config =
                ConfigReader.read(
                        """
                        sources:
                          clusters:
                            shop: {bootstrap.servers: 'shop:9092', security.protocol: SSL}
                            crm-eu: {bootstrap.servers: 'crm:9092'}
                        """,
                        Map.of(
                                "HOOKLANE_SOURCES_CLUSTERS_SHOP_SSL_TRUSTSTORE_PASSWORD",
                                "secret",
                                "HOOKLANE_SOURCES_CLUSTERS_CRM_EU_SECURITY_PROTOCOL",
                                "SASL_SSL"),
                        NEEDED);

        assertThat(config.sourceClusters()).containsOnlyKeys("shop", "crm-eu");
        assertThat(cluster(config, "shop").memberProperties())
                .containsEntry("bootstrap.servers", "shop:9092")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.password", "secret");
        assertThat(cluster(config, "crm-eu").clientProperties())
                .containsEntry("bootstrap.servers", "crm:9092")
                .containsEntry("security.protocol", "SASL_SSL");
        assertThat(config.kafka().clientProperties()).doesNotContainKey("security.protocol");
    }

    @Test
    void aClusterMayBeGivenByVariablesAlone() {
        HooklaneConfig config =
                ConfigReader.read(
                        "",
                        Map.of(
                                "HOOKLANE_SOURCES_CLUSTERS_CRM_EU_BOOTSTRAP_SERVERS",
                                "crm:9092",
                                "HOOKLANE_SOURCES_CLUSTERS_CRM_BOOTSTRAP_SERVERS",
                                "old:9092"),
                        NEEDED);

        assertThat(config.sourceClusters()).containsOnlyKeys("crm-eu", "crm");
        assertThat(cluster(config, "crm-eu").bootstrapServers()).isEqualTo("crm:9092");
    }

    @Test
    void passwordsAreNeverShown() {
        Map<String, String> overrides = new HashMap<>(NEEDED);
        overrides.put("sources.clusters.shop.bootstrap.servers", "shop:9092");
        overrides.put("sources.clusters.shop.sasl.jaas.config", "the-password");

        assertThat(ConfigReader.read("", Map.of(), overrides).describe())
                .contains("sources.clusters.shop.sasl.jaas.config = set (this command)")
                .noneMatch(line -> line.contains("the-password"));
    }

    @Test
    void everyMistakeIsNamed() {
        assertThat(
                        problems(
                                """
                                sources:
                                  clusters:
                                    shop: {group.id: x, bootstrap.server: 'shop:9092'}
                                    hooklane: {bootstrap.servers: 'own:9092'}
                                    Bad_Name: {bootstrap.servers: 'bad:9092'}
                                    plain: text
                                """,
                                Map.of("HOOKLANE_SOURCES_CLUSTERS_CRM_SECURITY_PROTOCOL", "SSL"),
                                NEEDED))
                .anyMatch(line -> line.startsWith("sources.clusters.shop.group.id can't be set"))
                .anyMatch(line ->
                        line.startsWith(
                                "sources.clusters.shop.bootstrap.server is not a setting of a Kafka client"))
                .contains(
                        "sources.clusters.shop.bootstrap.servers is missing; needed: host:port of one broker or more",
                        "sources.clusters.hooklane can't be set: that is Hooklane's own cluster, whose settings are under kafka.",
                        "sources.clusters.Bad_Name is not allowed; the name of a cluster is 1 to 40 characters of a-z 0-9 -, the first a letter",
                        "sources.clusters.plain is not a setting; set sources.clusters.plain.bootstrap.servers",
                        "HOOKLANE_SOURCES_CLUSTERS_CRM_SECURITY_PROTOCOL names no cluster; set HOOKLANE_SOURCES_CLUSTERS_<NAME>_BOOTSTRAP_SERVERS too");
    }

    private static KafkaSettings cluster(HooklaneConfig config, String name) {
        return Objects.requireNonNull(config.sourceClusters().get(name));
    }
}
