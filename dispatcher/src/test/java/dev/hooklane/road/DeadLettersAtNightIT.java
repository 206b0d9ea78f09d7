package dev.hooklane.road;

import static dev.hooklane.road.RoadReplays.SETTINGS;
import static dev.hooklane.road.RoadReplays.attempts;
import static dev.hooklane.road.RoadReplays.awaitCount;
import static dev.hooklane.road.RoadReplays.deadLetters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the runbook prints for the night does there what it says, on a host and in a pod. */
@ExtendWith(Brokers.class)
class DeadLettersAtNightIT {
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

    @ParameterizedTest
    @EnumSource
    void everyBlockWorksAsItIsPrinted(
            RunbookShell.Setting setting, @TempDir Path folder, Broker broker) throws IOException {
        try (Road road = Road.on(broker, SETTINGS)) {
            Instant from = Instant.now();
            Endpoint endpoint = deadLetters(road, 12);
            road.customer().answer(endpoint.id(), Script.always(Reply.OK));
            try (RoadApi api = RoadReplays.api(road)) {
                awaitCount(api, endpoint, "{}", 12);
            }
            Instant until = Instant.now().plusSeconds(1);
            Night night = new Night(endpoint, from, until);
            RunbookShell shell =
                    RunbookShell.in(
                            setting, folder, road.settings("one"), road.running("one").apiPort());
            List<String> blocks = new ArrayList<>();
            boolean onHost = setting == RunbookShell.Setting.HOST;
            blocks.add(blocks("# Operations").get(onHost ? 1 : 0));
            blocks.add(blocks("## First look").getFirst());
            List<String> atNight = blocks("## Dead letters at night");
            assertThat(atNight).hasSize(4);
            blocks.addAll(atNight);

            String said = shell.run(blocks.stream().map(night::typed).toList());

            assertThat(said).contains("all topics are correct").doesNotContain("not found");
            assertThat(said).contains("12 deliveries to " + endpoint.id().value());
            assertThat(attempts(road, endpoint, 6))
                    .hasSize(12)
                    .extracting(SeenAttempt::delivery)
                    .doesNotHaveDuplicates();
            try (RoadApi api = RoadReplays.api(road)) {
                assertThat(
                                api.get("/v1/endpoints/" + endpoint.id().value())
                                        .path("state")
                                        .asString())
                        .isEqualTo("paused");
            }
        }
    }

    /** What whoever is woken puts in place of the page's examples. */
    private record Night(Endpoint endpoint, Instant from, Instant until) {
        String typed(String block) {
            return block.replace("ep_…", endpoint.id().value())
                    .replace("2027-11-30T00:00:00Z", from.toString())
                    .replace("2027-11-30T06:00:00Z", until.toString());
        }
    }

    /** The blocks of commands between this heading and the next one. */
    private static List<String> blocks(String heading) {
        try {
            String page = Files.readString(Path.of("..", "docs", "OPERATIONS.md"));
            int begin = page.indexOf(heading + "\n");
            assertThat(begin).as(heading).isNotNegative();
            String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
            return BLOCK.matcher(section)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
