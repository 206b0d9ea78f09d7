package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class TopicWatchTest {
    private static final Topics OWN = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);

    private static final int PARTITIONS_MAX = 2_000;

    private final Deque<KafkaFuture<Map<String, Uuid>>> answers = new ArrayDeque<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final CountingMeter meter = new CountingMeter();
    private long nowNanos = TimeUnit.HOURS.toNanos(1);

    private static final class CountingMeter extends SilentMeter {
        private int leftOut = -1;
        private int missing = -1;

        @Override
        public void topicsLeftOut(SourceName source, int topics) {
            leftOut = topics;
        }

        @Override
        public void topicsMissing(SourceName source, int topics) {
            missing = topics;
        }
    }

    @Test
    void topicsThatMatchAreReadAndThoseThatAreNamed() {
        answer("shop.orders.v3", "shop.returns.v1", "other.orders.v3");

        assertThat(watch("shop.orders.*", "named").first())
                .containsExactly("named", "shop.orders.v3");
    }

    @Test
    void hooklanesOwnTopicsAndInternalOnesAreNeverMatched() {
        answer(OWN.events(), OWN.rejected(), "hooklane.retry.7m", "__consumer_offsets", "shop");

        assertThat(watch("*").first()).containsExactly("shop");
    }

    @Test
    void aTopicThatAppearsIsInTheNextAnswerAndOneThatVanishesIsNot() {
        answer("shop.old");
        answer("shop.new");
        TopicWatch watch = watch("shop.*");
        watch.first();
        pass(Duration.ofSeconds(10));
        watch.look();

        assertThat(watch.look())
                .map(TopicWatch.Look::topics)
                .hasValueSatisfying(topics -> assertThat(topics).containsExactly("shop.new"));
    }

    @Test
    void anAnswerIsNotWaitedFor() {
        KafkaFutureImpl<Map<String, Uuid>> late = new KafkaFutureImpl<>();
        answer("shop.old");
        answers.add(late);
        TopicWatch watch = watch("shop.*");
        watch.first();
        pass(Duration.ofSeconds(10));

        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isEmpty();
        late.complete(Map.of("shop.new", Uuid.ONE_UUID));
        assertThat(watch.look()).isPresent();
    }

    @Test
    void theClusterIsNotAskedAllTheTime() {
        answer("shop.old");
        TopicWatch watch = watch("shop.*");
        watch.first();
        pass(Duration.ofSeconds(9));

        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void aClusterThatDoesNotAnswerEndsTheRun() {
        KafkaFutureImpl<Map<String, Uuid>> failed = new KafkaFutureImpl<>();
        failed.completeExceptionally(new TimeoutException("no answer"));
        answer("shop.old");
        answers.add(failed);
        TopicWatch watch = watch("shop.*");
        watch.first();
        pass(Duration.ofSeconds(10));
        watch.look();

        assertThatThrownBy(watch::look).isInstanceOf(KafkaUnavailableException.class);
    }

    @Test
    void whatIsBeyondTheLimitIsLeftOutAndCounted() {
        answer(
                IntStream.range(0, Source.TOPICS_READ_MAX + 5)
                        .mapToObj("shop.%04d"::formatted)
                        .toArray(String[]::new));

        assertThat(watch("shop.*", "zoo").first())
                .hasSize(Source.TOPICS_READ_MAX)
                .contains("zoo", "shop.0000")
                .doesNotContain("shop.1000");
        assertThat(meter.leftOut).isEqualTo(6);
    }

    @Test
    void topicsWithTooManyPartitionsAreLeftOutAndCounted() {
        partitions.put("shop.large", PARTITIONS_MAX);
        answer("shop.a", "shop.large", "shop.z");
        TopicWatch watch = watch("shop.*");

        assertThat(watch.first()).containsExactly("shop.a", "shop.z");
        assertThat(meter.leftOut).isEqualTo(1);
        assertThat(lookAfter(watch, Duration.ofSeconds(10), "shop.large"))
                .containsExactly("shop.large");
        assertThat(meter.leftOut).isZero();
    }

    /** It is counted until the try has had its answer: an alert must not come and go. */
    @Test
    void aTopicThatIsHiddenIsLeftOutForAWhileAndThenTried() {
        TopicWatch watch = watch("shop.*", "hidden");
        answer("shop.orders");
        watch.first();

        watch.refused(Set.of("hidden"));

        assertThat(watch.refused()).isEqualTo(1);
        assertThat(meter.leftOut).isZero();
        assertThat(lookAfter(watch, TopicWatch.REFUSED_FOR.minusSeconds(1), "shop.orders"))
                .containsExactly("shop.orders");
        assertThat(lookAfter(watch, Duration.ofSeconds(10), "shop.orders"))
                .containsExactly("hidden", "shop.orders");
        assertThat(watch.refused()).isEqualTo(1);
        pass(TopicWatch.TRIED_FOR);
        assertThat(watch.refused()).isZero();
    }

    @Test
    void aTopicThatWasHiddenIsReadOnceItIsShown() {
        TopicWatch watch = watch("hidden");
        answer("shop.orders");
        watch.first();

        watch.refused(Set.of("hidden"));

        assertThat(lookAfter(watch, Duration.ofSeconds(10), "hidden")).containsExactly("hidden");
        assertThat(watch.refused()).isEqualTo(1);
        pass(TopicWatch.TRIED_FOR);
        assertThat(watch.refused()).isZero();
    }

    /** The name may be misspelt, or its topic be made later. */
    @Test
    void aNamedTopicThatIsNotThereIsCountedUntilItIs() {
        TopicWatch watch = watch("shop.orders", "shop.ordres", "other.*");
        answer("shop.orders");

        assertThat(watch.first()).containsExactly("shop.orders", "shop.ordres");
        assertThat(meter.missing).isEqualTo(1);

        answer("shop.orders", "shop.ordres");
        pass(Duration.ofSeconds(10));
        watch.look();
        assertThat(watch.look()).isPresent();
        assertThat(meter.missing).isZero();
    }

    @Test
    void aTopicThatMayNotBeReadIsNotMissingToo() {
        TopicWatch watch = watch("shop.hidden");
        answer("shop.orders");
        watch.first();

        watch.refused(Set.of("shop.hidden"));

        assertThat(meter.missing).isZero();
        assertThat(watch.refused()).isEqualTo(1);
        assertThat(lookAfter(watch, Duration.ofSeconds(10), "shop.orders")).isEmpty();
        assertThat(meter.missing).isZero();
    }

    /** Its topics have one partition unless the test says otherwise. */
    private final class PlayedCluster implements TopicWatch.Cluster {
        @Override
        public KafkaFuture<Map<String, Uuid>> askIds() {
            return answers.remove();
        }

        @Override
        public Map<String, KafkaFuture<Integer>> askPartitions(Collection<String> topics) {
            return topics.stream()
                    .collect(
                            Collectors.toMap(
                                    Function.identity(),
                                    topic ->
                                            KafkaFuture.completedFuture(
                                                    partitions.getOrDefault(topic, 1))));
        }
    }

    private Set<String> lookAfter(TopicWatch watch, Duration time, String... there) {
        answer(there);
        pass(time);
        watch.look();
        return watch.look().orElseThrow().topics();
    }

    private TopicWatch watch(String... topics) {
        return new TopicWatch(
                new Source(
                        new SourceName("orders"),
                        "shop",
                        List.of(topics),
                        new SourceBegin.Earliest(),
                        Source.Formats.DEFAULT,
                        JsonMapper.shared().createObjectNode(),
                        "",
                        false,
                        1,
                        Instant.EPOCH),
                new PlayedCluster(),
                new OwnTopics(OWN),
                PARTITIONS_MAX,
                meter,
                () -> nowNanos);
    }

    private void answer(String... topics) {
        answers.add(
                KafkaFuture.completedFuture(
                        Stream.of(topics)
                                .collect(
                                        Collectors.toMap(
                                                Function.identity(), _ -> Uuid.ONE_UUID))));
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }
}
