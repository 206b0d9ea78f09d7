package dev.hooklane.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.SecretCipher;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.fanout.EndpointFeed;
import dev.hooklane.fanout.EventGate;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.fanout.FaultHandlers;
import dev.hooklane.fanout.Flushes;
import dev.hooklane.fanout.OwnMarks;
import dev.hooklane.fanout.TestMarks;
import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FanOutStreamsTest {
    @TempDir private Path directory;
    private final Prometheus prometheus = new Prometheus();

    @AfterEach
    void close() {
        prometheus.close();
    }

    @Test
    void allItsConsumersReadOnlyWhatIsCommitted() {
        StreamsConfig settings = settings(directory);

        assertThat(settings.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("isolation.level", "read_committed");
        assertThat(settings.getGlobalConsumerConfigs("client"))
                .containsEntry("isolation.level", "read_committed");
        assertThat(settings.getRestoreConsumerConfigs("client"))
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void partitionsThatAreAddedAreReadWithinSeconds() {
        assertThat(settings(directory).getMainConsumerConfigs("group", "client", 0))
                .containsEntry("metadata.max.age.ms", 15_000);
    }

    @Test
    void endpointsAreReadInLargeBatches() {
        assertThat(settings(directory).getGlobalConsumerConfigs("client"))
                .containsEntry("max.poll.records", 5_000);
    }

    @Test
    void whatOneRecordFailsOnIsHandledByUs() {
        StreamsConfig settings = settings(directory);

        assertThat(settings.productionExceptionHandler()).isInstanceOf(FaultHandlers.class);
        assertThat(settings.processingExceptionHandler()).isInstanceOf(FaultHandlers.class);
        assertThat(settings.deserializationExceptionHandler()).isInstanceOf(FaultHandlers.class);
    }

    @Test
    void aTaskReadsOneTopicSoItWaitsForNoOther() {
        assertThat(topology(config(directory)).describe().subtopologies())
                .flatExtracting(TopologyDescription.Subtopology::nodes)
                .filteredOn(TopologyDescription.Source.class::isInstance)
                .hasSize(1);
        assertThat(settings(directory).getLong(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG))
                .isEqualTo(StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    }

    @Test
    void aFolderThatCantBeMadeRefusesTheStartAndIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));
        HooklaneConfig config = config(file.resolve("state"));

        assertThatThrownBy(() ->
                        FanOutStreams.start(
                                config,
                                feed(new EndpointDirectory(), config),
                                () -> topology(config),
                                _ -> {},
                                prometheus.fanOut(),
                                new KafkaContact(System::nanoTime),
                                new Flushes()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("state-dir %s can't be used".formatted(config.stateDir()));
    }

    private Topology topology(HooklaneConfig config) {
        SecretCipher cipher = TinkSecretCipher.of(config.secrets().keyset());
        EndpointDirectory directory = new EndpointDirectory();
        return FanOutTopology.fanOut(
                config.topicNames(),
                feed(directory, config),
                new FanOutTopology.Parts(
                        new EventGate(
                                new Catalogue(FixedTypes.defaults()),
                                new OwnMarks(cipher, Optional.empty()),
                                (_, _) -> true),
                        directory,
                        new Erasures(),
                        new TestMarks(cipher),
                        prometheus.fanOut()));
    }

    private static EndpointFeed feed(EndpointDirectory directory, HooklaneConfig config) {
        return new EndpointFeed(
                directory, new EndpointCodec(TinkSecretCipher.of(config.secrets().keyset())));
    }

    private StreamsConfig settings(Path stateDir) {
        Map<String, Object> settings = new HashMap<>();
        FanOutStreams.settings(config(stateDir), prometheus.fanOut())
                .forEach((name, value) -> settings.put((String) name, value));
        return new StreamsConfig(settings);
    }

    private static HooklaneConfig config(Path stateDir) {
        return ConfigReader.read(
                "",
                Map.of(),
                Map.of(
                        "kafka.bootstrap.servers",
                        "127.0.0.1:1",
                        "secrets.key",
                        SecretKeys.generate().toJson(),
                        "api.key",
                        "a-key-that-only-tests-know",
                        "state-dir",
                        stateDir.toString()));
    }
}
