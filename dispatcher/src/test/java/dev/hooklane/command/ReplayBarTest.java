package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReplayBarTest {
    @Test
    void theBarGrowsWithWhatHasAnOutcome() {
        JsonNode half = replay("running", 100, 60, 10, 40, 8, 0);

        assertThat(ReplayBar.text(half))
                .startsWith("█".repeat(15) + "░".repeat(15) + "  50 % running: 60 of 100 sent")
                .contains("40 delivered, 8 dead");
    }

    @Test
    void whatIsSkippedCountsAsHandled() {
        assertThat(ReplayBar.percent(replay("running", 100, 0, 0, 0, 0, 30))).isEqualTo(30);
    }

    @Test
    void itIsFullOnlyWhenItIsDone() {
        assertThat(ReplayBar.percent(replay("running", 10, 10, 0, 10, 0, 0))).isEqualTo(99);
        assertThat(ReplayBar.percent(replay("done", 12, 10, 0, 10, 0, 0))).isEqualTo(100);
        assertThat(ReplayBar.percent(replay("running", 0, 0, 0, 0, 0, 0))).isZero();
    }

    @Test
    void aShorterTextCoversALongerOneBeforeIt() {
        String longer = ReplayBar.text(replay("running", 1_000_000, 999_999, 0, 999_000, 999, 0));
        String shorter = ReplayBar.text(replay("done", 1, 1, 0, 1, 0, 0));

        assertThat(shorter).hasSameSizeAs(longer);
    }

    private static JsonNode replay(
            String state, int matched, int sent, int open, int delivered, int dead, int skipped) {
        return JsonMapper.shared()
                .readTree(
                        """
                        {"state":"%s","matched":%d,"more":false,"sent":%d,"open":%d,"delivered":%d,"dead":%d,"skipped":{"payload_gone":%d}}\
                        """
                                .formatted(state, matched, sent, open, delivered, dead, skipped));
    }
}
