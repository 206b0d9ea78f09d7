package dev.hooklane.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.retry.RetrySchedule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicSpecsTest {
    private static final TopicLayout LAYOUT = layout(1 << 30);

    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0.05);

    @Test
    void theTopicsOfLanesShareOnePartitionCount() {
        assertThat(topics.specs())
                .filteredOn(TopicSpec::coPartitioned)
                .extracting(TopicSpec::name)
                .containsExactlyInAnyOrderElementsOf(topics.ofLanes());
    }

    @Test
    void whatWaitsForALaneIsKeptAWeekLongerThanItMayWait() {
        assertThat(topics.specs())
                .filteredOn(TopicSpec::coPartitioned)
                .allSatisfy(spec ->
                        assertThat(spec.retention().orElseThrow())
                                .isGreaterThanOrEqualTo(spec.longestWait().plusDays(7)));
    }

    @Test
    void anEventIsKeptForAsLongAsADeadLetterThatWasMadeOfItLast() {
        assertThat(retention(topics, topics.events())).isEqualTo(Duration.ofDays(30 + 7 + 1));
        Topics slow = new Topics("x.", RetrySchedule.parse("0s,7d,7d,7d"), 0.1);
        assertThat(retention(slow, slow.events()))
                .isEqualTo(retention(slow, slow.deadLetters()).plusDays(7 + 24));
    }

    private static Duration retention(Topics topics, String name) {
        return topics.specs().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .flatMap(TopicSpec::retention)
                .orElseThrow();
    }

    @Test
    void everythingIsKeptADayLongerThanItIsNeeded() {
        assertThat(topics.specs())
                .allSatisfy(spec ->
                        assertThat(spec.retention().orElse(Duration.ofDays(10_000)))
                                .isGreaterThanOrEqualTo(spec.longestWait().plusDays(1)));
    }

    @Test
    void segmentsAreShortSoThatNothingIsKeptMuchLongerThanItsRetention() {
        assertThat(topics.specs())
                .filteredOn(
                        spec -> spec.name().equals("hooklane.fan-out-first-published-changelog"))
                .singleElement()
                .satisfies(spec ->
                        assertThat(spec.config(LAYOUT))
                                .containsEntry("retention.ms", "172800000")
                                .containsEntry("segment.ms", "43200000")
                                .containsEntry("cleanup.policy", "delete"));
        assertThat(topics.specs())
                .filteredOn(TopicSpec::coPartitioned)
                .allSatisfy(spec ->
                        assertThat(spec.config(LAYOUT)).containsEntry("segment.ms", "86400000"));
    }

    @Test
    void theBrokersClockStampsEveryTopic() {
        assertThat(topics.specs())
                .allSatisfy(spec ->
                        assertThat(spec.config(LAYOUT))
                                .containsEntry("message.timestamp.type", "LogAppendTime")
                                .containsEntry("min.insync.replicas", "2"));
    }

    /** Only what others may write without end. */
    @Test
    void onlyTheRejectedTopicHasALimitOfBytes() {
        assertThat(topics.specs())
                .filteredOn(spec -> !"-1".equals(spec.config(LAYOUT).get("retention.bytes")))
                .singleElement()
                .satisfies(spec -> {
                    assertThat(spec.name()).isEqualTo(topics.rejected());
                    assertThat(spec.config(LAYOUT))
                            .containsEntry("retention.bytes", "1073741824")
                            .containsEntry("segment.bytes", "134217728")
                            .containsEntry("retention.ms", "2592000000");
                    assertThat(spec.config(layout(1L << 40)))
                            .containsEntry("segment.bytes", "1073741824");
                });
    }

    private static TopicLayout layout(long rejectedBytes) {
        return new TopicLayout("hooklane.", 12, (short) 3, 2, rejectedBytes);
    }

    @Test
    void endpointsAreKeptForEver() {
        Map<String, String> config =
                topics.specs().stream()
                        .filter(spec -> spec.name().equals(topics.endpoints()))
                        .findFirst()
                        .orElseThrow()
                        .config(LAYOUT);

        assertThat(config)
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("retention.ms", "-1")
                .containsEntry("delete.retention.ms", "604800000");
    }

    @Test
    void theHistoryIsCompactedWhenItIsADayOld() {
        assertThat(topics.specs())
                .filteredOn(spec -> spec.name().equals(topics.history()))
                .singleElement()
                .satisfies(spec ->
                        assertThat(spec.config(LAYOUT))
                                .containsEntry("min.compaction.lag.ms", "86400000"));
    }

    @Test
    void whatIsRemovedFromACompactedTopicHasADate() {
        assertThat(topics.specs())
                .filteredOn(spec -> spec.cleanup() != TopicSpec.Cleanup.DELETE)
                .isNotEmpty()
                .allSatisfy(spec ->
                        assertThat(spec.config(LAYOUT)).containsKey("max.compaction.lag.ms"));
    }
}
