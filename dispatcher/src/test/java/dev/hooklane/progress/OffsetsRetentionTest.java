package dev.hooklane.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OffsetsRetentionTest {
    private static final Topics TOPICS = new Topics("t.", RetrySchedule.DEFAULT, 0);

    @Test
    void offsetsThatAreKeptAsLongAsEventsAreKeptLongEnough() {
        assertThat(OffsetsRetention.judge(Duration.ofDays(38), TOPICS)).isEmpty();
    }

    @Test
    void offsetsThatAreKeptForLessAreToldWithWhatIsNeeded() {
        assertThat(OffsetsRetention.judge(Duration.ofDays(7), TOPICS))
                .hasValue(
                        "offsets.retention.minutes=10080: after 168h without an instance the progress is lost,"
                                + " while t.events keeps records for 912h; the brokers need 54720");
    }
}
