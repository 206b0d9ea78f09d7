package dev.hooklane.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delay.DelayTopic;
import dev.hooklane.retry.RetrySchedule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TopicsTest {
    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0.05);

    @Test
    void everyStepHasItsOwnTopic() {
        assertThat(topics.ofLanes())
                .containsExactly(
                        "hooklane.deliveries",
                        "hooklane.deliveries.bulk",
                        "hooklane.leases",
                        "hooklane.retry.5m",
                        "hooklane.retry.30m",
                        "hooklane.retry.2h",
                        "hooklane.retry.8h",
                        "hooklane.parked.10s",
                        "hooklane.parked.1m",
                        "hooklane.parked.10m");
    }

    @Test
    void stepsOfOneLengthShareATopic() {
        Topics shared = new Topics("x.", RetrySchedule.parse("0s,1m,1m,1m"), 0);

        assertThat(shared.ofLanes()).contains("x.retry.1m").doesNotHaveDuplicates();
    }

    @Test
    void jitterIsThatOfTheSettings() {
        List<DelayTopic> delays =
                RetrySchedule.DEFAULT.steps().stream().map(topics::retry).toList();

        assertThat(delays).allSatisfy(topic -> assertThat(topic.jitter()).isEqualTo(0.05));
    }
}
