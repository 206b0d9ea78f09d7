package dev.hooklane.source.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class UpkeepTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration ALMOST = Upkeep.TOPIC_KEPT_FOR.minusMillis(1);
    private static final LogIdentity LOG = new LogIdentity("cluster-1", "topic-1");
    private static final long GENERATION = 7;
    private static final SourceName ORDERS = new SourceName("orders");
    private static final PartitionKey V3 = new PartitionKey(ORDERS, "shop.orders.v3", 2);
    private static final SourceProgress READ = new SourceProgress(LOG, 40, GENERATION, "", NOON);
    private static final Optional<Source> READING = Optional.of(source("shop.orders.*"));

    private static final TopicsThere FOUND = found("topic-1", 4);
    private static final TopicsThere ABSENT =
            new TopicsThere("cluster-1", Map.of(), Set.of(V3.topic()));

    @Test
    void progressOfATopicThatIsThereIsNeeded() {
        assertThat(steps(READING, FOUND, NOON, READ)).isEmpty();
    }

    @Test
    void progressOfATopicThatIsGoneIsMarkedFirst() {
        assertThat(steps(READING, ABSENT, NOON, READ)).containsExactly(write(marked(NOON)));
    }

    @Test
    void itIsRemovedSevenDaysLater() {
        assertThat(steps(READING, ABSENT, NOON.plus(ALMOST), marked(NOON))).isEmpty();
        assertThat(steps(READING, ABSENT, NOON.plus(Upkeep.TOPIC_KEPT_FOR), marked(NOON)))
                .containsExactly(new Upkeep.Step.Remove());
    }

    @Test
    void aTopicThatIsBackLosesTheMarkWheneverThatIs() {
        assertThat(steps(READING, FOUND, NOON.plus(ALMOST), marked(NOON)))
                .containsExactly(write(READ));
        assertThat(steps(READING, FOUND, NOON.plus(Upkeep.TOPIC_KEPT_FOR), marked(NOON)))
                .containsExactly(write(READ));
    }

    @Test
    void aTopicThatIsMadeAnewIsBack() {
        assertThat(steps(READING, found("topic-2", 4), NOON, READ)).isEmpty();
    }

    @Test
    void aPartitionThatATopicMadeAnewHasNoMoreIsGone() {
        assertThat(steps(READING, found("topic-2", 2), NOON, READ))
                .containsExactly(write(marked(NOON)));
        assertThat(steps(READING, found("topic-2", 3), NOON, READ)).isEmpty();
    }

    /** A broker that does not know of new partitions yet has the topic by the same id. */
    @Test
    void aPartitionThatTheSameTopicDoesNotShowIsNeeded() {
        assertThat(steps(READING, found("topic-1", 2), NOON, READ)).isEmpty();
    }

    @Test
    void aTopicThatIsHiddenIsNotGone() {
        TopicsThere hidden = new TopicsThere("cluster-1", Map.of(), Set.of());

        assertThat(steps(READING, hidden, NOON, READ)).isEmpty();
        assertThat(steps(READING, hidden, NOON.plus(Upkeep.TOPIC_KEPT_FOR), marked(NOON)))
                .containsExactly(write(READ));
    }

    @Test
    void nothingIsGoneIfNobodyAnswers() {
        assertThat(steps(READING, TopicsThere.UNKNOWN, NOON, READ)).isEmpty();
    }

    @Test
    void anotherClusterSaysNothingAboutTheTopic() {
        assertThat(
                        steps(
                                READING,
                                new TopicsThere("cluster-2", Map.of(), Set.of(V3.topic())),
                                NOON,
                                READ))
                .isEmpty();
    }

    @Test
    void aTopicThatTheSourceNamesIsWaitedFor() {
        assertThat(steps(Optional.of(source(V3.topic())), ABSENT, NOON, READ)).isEmpty();
    }

    @Test
    void aTopicThatTheSourceDoesNotReadAnyMoreMayBeAddedAgain() {
        Optional<Source> other = Optional.of(source("shop.returns"));

        assertThat(steps(other, FOUND, NOON, READ)).isEmpty();
        assertThat(steps(other, ABSENT, NOON, READ)).containsExactly(write(marked(NOON)));
    }

    @Test
    void progressOfASourceThatIsRemovedOrWasRewoundIsNotNeeded() {
        assertThat(steps(Optional.empty(), TopicsThere.UNKNOWN, NOON, READ))
                .containsExactly(write(marked(NOON)));
        assertThat(steps(READING, FOUND, NOON, generation(GENERATION - 1)))
                .containsExactly(write(generation(GENERATION - 1).unneeded(NOON)));
    }

    @Test
    void itIsRemovedAnHourLater() {
        Instant later = NOON.plus(Upkeep.SOURCE_KEPT_FOR);

        assertThat(steps(Optional.empty(), TopicsThere.UNKNOWN, later.minusMillis(1), marked(NOON)))
                .isEmpty();
        assertThat(steps(Optional.empty(), TopicsThere.UNKNOWN, later, marked(NOON)))
                .containsExactly(new Upkeep.Step.Remove());
        assertThat(steps(READING, FOUND, later, generation(GENERATION - 1).unneeded(NOON)))
                .containsExactly(new Upkeep.Step.Remove());
    }

    /** Another instance may know of the rewind, and have claimed the partition already. */
    @Test
    void progressOfALaterGenerationIsNeeded() {
        assertThat(steps(READING, FOUND, NOON, generation(GENERATION + 1))).isEmpty();
    }

    @Test
    void aMarkOfTheFutureDoesNotCount() {
        assertThat(steps(READING, ABSENT, NOON, marked(NOON.plusSeconds(1))))
                .containsExactly(write(marked(NOON)));
    }

    @Test
    void beyondALimitTheOldestMarksAreRemovedAtOnce() {
        Map<PartitionKey, SourceProgress> many = new HashMap<>();
        for (int i = 0; i < Upkeep.KEPT_MAX + 2; i++) {
            many.put(new PartitionKey(ORDERS, V3.topic(), i), marked(NOON.plusMillis(i)));
        }

        assertThat(new Upkeep(READING, ABSENT, NOON.plusSeconds(60)).of(many))
                .containsOnly(
                        Map.entry(
                                new PartitionKey(ORDERS, V3.topic(), 0), new Upkeep.Step.Remove()),
                        Map.entry(
                                new PartitionKey(ORDERS, V3.topic(), 1), new Upkeep.Step.Remove()));
    }

    private static Iterable<Upkeep.Step> steps(
            Optional<Source> source, TopicsThere there, Instant now, SourceProgress progress) {
        return new Upkeep(source, there, now).of(Map.of(V3, progress)).values();
    }

    private static Upkeep.Step write(SourceProgress progress) {
        return new Upkeep.Step.Write(progress);
    }

    private static SourceProgress marked(Instant since) {
        return READ.unneeded(since);
    }

    private static SourceProgress generation(long generation) {
        return new SourceProgress(LOG, 40, generation, "", NOON);
    }

    private static TopicsThere found(String id, int partitions) {
        return new TopicsThere(
                "cluster-1",
                Map.of(V3.topic(), new TopicsThere.Found(id, partitions, true)),
                Set.of());
    }

    private static Source source(String topics) {
        return new Source(
                ORDERS,
                "shop",
                List.of(topics),
                new SourceBegin.Earliest(),
                Source.Formats.DEFAULT,
                JsonMapper.shared().createObjectNode(),
                "",
                false,
                GENERATION,
                NOON);
    }
}
