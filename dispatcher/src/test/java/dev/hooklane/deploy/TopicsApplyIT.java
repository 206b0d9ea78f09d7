package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.embedded.TemporaryDirectory;
import dev.hooklane.topic.TopicLayout;
import dev.hooklane.topic.TopicSpec;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;

/** What {@code hooklane topics apply} does to topics that are there. */
final class TopicsApplyIT {
    private final Topics topics = KafkaAcls.topics();

    @Test
    void partitionsAreAddedOnlyWhereNoKeyIsReadTwiceAfterIt() throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path(), 0);
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            with(admin, 2).apply();

            List<String> done = with(admin, 4).apply();

            assertThat(done)
                    .contains("raised hooklane.deliveries from 2 to 4 partitions")
                    .noneMatch(line -> line.contains("hooklane.access"));
            // A broker learns of new partitions a moment after the controller has made them.
            await().untilAsserted(() ->
                    assertThat(withPartitions(admin, 2))
                            .containsExactlyInAnyOrder(
                                    topics.rejected(),
                                    topics.endpoints(),
                                    topics.access(),
                                    topics.quotas(),
                                    topics.portalLinks(),
                                    topics.idempotency(),
                                    topics.erasures(),
                                    topics.eventTypes(),
                                    topics.sources(),
                                    topics.sourceProgress(),
                                    topics.replays(),
                                    topics.audit(),
                                    topics.deadLetters(),
                                    topics.history()));
            assertThat(with(admin, 4).check()).isEmpty();
            assertThat(with(admin, 4).apply()).isEmpty();
        }
    }

    /** Two instances, or a pipeline and a person. */
    @Test
    void twoMayMakeTheTopicsAtOnce() throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path(), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<List<String>> apply =
                    () -> {
                        together.await();
                        return with(admin, 2).apply();
                    };

            List<String> done = new ArrayList<>();
            for (Future<List<String>> one : threads.invokeAll(List.of(apply, apply))) {
                done.addAll(one.get());
            }

            assertThat(done)
                    .containsExactlyInAnyOrderElementsOf(
                            topics.specs().stream().map(spec -> "made " + spec.name()).toList());
            assertThat(with(admin, 2).check()).isEmpty();
        }
    }

    @Test
    void theRejectedTopicKeepsAsManyBytesAsTheOperatorAllows() throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path(), 0);
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            with(admin, 1, 1 << 30).apply();

            assertThat(with(admin, 1, 1L << 31).apply())
                    .containsExactlyInAnyOrder(
                            "set hooklane.rejected retention.bytes=2147483648",
                            "set hooklane.rejected segment.bytes=268435456");
            assertThat(with(admin, 1, 1L << 31).check()).isEmpty();
        }
    }

    private TopicsAdmin with(Admin admin, int partitions) {
        return with(admin, partitions, 1 << 30);
    }

    private TopicsAdmin with(Admin admin, int partitions, long rejectedBytes) {
        return new TopicsAdmin(
                admin,
                topics,
                new TopicLayout(KafkaAcls.PREFIX, partitions, (short) 1, 1, rejectedBytes),
                Duration.ofSeconds(20));
    }

    private List<String> withPartitions(Admin admin, int partitions) throws Exception {
        Map<String, TopicDescription> described =
                admin.describeTopics(topics.specs().stream().map(TopicSpec::name).toList())
                        .allTopicNames()
                        .get();
        return described.values().stream()
                .filter(topic -> topic.partitions().size() == partitions)
                .map(TopicDescription::name)
                .toList();
    }
}
