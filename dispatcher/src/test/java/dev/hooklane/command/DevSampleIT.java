package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample of {@code hooklane dev} has a source, so that one sees how they work. */
final class DevSampleIT {
    @TempDir private Path folder = Path.of("");

    @Test
    void ordersOnATopicBecomeEvents() throws IOException {
        try (DevProcess _ = DevProcess.start(folder, "--sample")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            run("sources", "list").out().contains("sample-orders")
                                    && source().path("progress").path("published").asInt(0) > 1);

            assertThat(run("events", "list", "--account", "acct_dev", "--type", "order.paid").out())
                    .contains("order.paid");
        }
    }

    private JsonNode source() {
        return JsonMapper.shared()
                .readTree(run("sources", "show", "sample-orders", "--json").out());
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(folder, Map.of(), "", arguments);
    }
}
