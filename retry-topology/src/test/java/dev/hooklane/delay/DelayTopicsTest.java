package dev.hooklane.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DelayTopicsTest {
    private final DelayTopics topics =
            new DelayTopics(
                    List.of(
                            topic("1m", Duration.ofMinutes(1)),
                            topic("10s", Duration.ofSeconds(10)),
                            topic("30m", Duration.ofMinutes(30))));

    @ParameterizedTest
    @CsvSource({
        "PT2H,30m",
        "PT30M,30m",
        "PT29M59S,1m",
        "PT1M,1m",
        "PT59S,10s",
        "PT10S,10s",
        "PT1S,10s",
        "PT0S,10s"
    })
    void aWaitGoesToTheLongestDelayThatFits(Duration remaining, String topic) {
        assertThat(topics.fitting(remaining).name()).isEqualTo(topic);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,10s",
        "PT10S,10s",
        "PT29S,10s",
        "PT30S,1m",
        "PT1M,1m",
        "PT1M1S,1m",
        "PT14M,1m",
        "PT15M,30m",
        "PT2H,30m"
    })
    void aWaitWithoutAnExactEndGoesToTheNearestDelay(Duration wait, String topic) {
        assertThat(topics.near(wait).name()).isEqualTo(topic);
    }

    /** Hopping through the topics ends after the wait and at most one shortest delay later. */
    @Test
    void hopsNeverEndEarlyAndAtMostOneShortestDelayLate() {
        for (long seconds = 1; seconds <= 5_000; seconds++) {
            long left = seconds;
            while (left > 0) {
                left -= topics.fitting(Duration.ofSeconds(left)).delay().toSeconds();
            }
            assertThat(-left).as("late after %d s", seconds).isBetween(0L, 9L);
        }
    }

    @Test
    void aTopicThatIsOnlyReadKeepsItsDelayAndGetsNoWait() {
        DelayTopics changed =
                new DelayTopics(
                        List.of(topic("10s", Duration.ofSeconds(10))),
                        List.of(topic("1m", Duration.ofMinutes(1))));

        assertThat(changed.named("1m")).contains(topic("1m", Duration.ofMinutes(1)));
        assertThat(changed.fitting(Duration.ofHours(1)).name()).isEqualTo("10s");
        assertThat(changed.near(Duration.ofHours(1)).name()).isEqualTo("10s");
    }

    @Test
    void jitterIsAConstantOfThePartition() {
        DelayTopic jittered = new DelayTopic("5m", Duration.ofSeconds(100), 0.1);

        assertThat(jittered.dueAtMillis(1_000, 0, 4)).isEqualTo(101_000);
        assertThat(jittered.dueAtMillis(1_000, 2, 4)).isEqualTo(106_000);
        assertThat(jittered.dueAtMillis(5_000, 2, 4)).isEqualTo(110_000);
    }

    @Test
    void aTopicIsKnownByItsName() {
        assertThat(topics.named("1m")).contains(topic("1m", Duration.ofMinutes(1)));
        assertThat(topics.named("deliveries")).isEmpty();
    }

    @Test
    void thereIsAtLeastOneTopic() {
        assertThatThrownBy(() -> new DelayTopics(List.of())).hasMessage("there is no delay topic");
    }

    @Test
    void aRecordWaitsForWhatIsLeftOfItsDelay() {
        DelayTopic jittered = new DelayTopic("5m", Duration.ofSeconds(100), 0.1);

        assertThat(jittered.leftMillis(1_000, 31_000, 0, 4)).isEqualTo(70_000);
        assertThat(jittered.leftMillis(1_000, 31_000, 2, 4)).isEqualTo(75_000);
        assertThat(jittered.leftMillis(1_000, 201_000, 0, 4)).isEqualTo(-100_000);
    }

    @Test
    void aTimestampFromTheFutureHoldsNoRecordForLongerThanItsDelay() {
        DelayTopic jittered = new DelayTopic("5m", Duration.ofSeconds(100), 0.1);
        long aDayAhead = 1_000 + Duration.ofDays(1).toMillis();

        assertThat(jittered.leftMillis(aDayAhead, 1_000, 0, 4)).isEqualTo(100_000);
        assertThat(jittered.leftMillis(aDayAhead, 1_000, 2, 4)).isEqualTo(105_000);
    }

    @Test
    void jitterHasALimit() {
        assertThat(new DelayTopic("5m", Duration.ofSeconds(1), 0.5).jitter()).isEqualTo(0.5);
        assertThat(new DelayTopic("5m", Duration.ofSeconds(1), 0).jitter()).isZero();
        assertThatThrownBy(() -> new DelayTopic("5m", Duration.ofSeconds(1), 0.6))
                .hasMessage("jitter 0.6 is not from 0 to 0.5");
    }

    private static DelayTopic topic(String name, Duration delay) {
        return new DelayTopic(name, delay, 0);
    }
}
