package dev.hooklane.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.command.CommandRun;
import dev.hooklane.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first chapter of docs/SOURCES.md leads from a topic to a webhook, command by command. */
@ExtendWith(Brokers.class)
class SourceQuickStartIT {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Pattern CHAPTER = Pattern.compile("(?s)\n## From a topic to (.*?)\n## ");
    private static final Pattern FILE = Pattern.compile("(?ms)^```yaml\n(name: .*?)^```$");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern ECHO_TO_FILE = Pattern.compile("echo '(.*)' > (\\S+)");
    private static final Pattern ECHO_TO_TOPIC =
            Pattern.compile("echo '(.*)' \\| kafka-console-producer.sh .* --topic (\\S+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern SECRET = Pattern.compile("(?m)^secret +(\\S+)$");

    /** The port of the page, which another test may have. */
    private static final String PORT = "9000";

    /** A {@code hooklane listen} that runs. */
    private record Listening(FutureTask<CommandRun> run, Thread thread) {
        static Listening start(Callable<CommandRun> command) {
            FutureTask<CommandRun> run = new FutureTask<>(command);
            return new Listening(run, Thread.ofPlatform().daemon().start(run));
        }

        /** Ends it as Ctrl-C does, and returns what it printed. */
        CommandRun stop() throws Exception {
            thread.interrupt();
            return run.get(WITHIN.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @TempDir private Path folder;
    private final String port = Integer.toString(LoopbackPort.free());
    private String secret = "";

    @Test
    void theChapterEndsWithAWebhookWhoseSignaturesAreValid(Broker broker) throws Exception {
        String chapter = chapter();
        try (SourceShop shop = new SourceShop();
                Road road = Road.on(broker, withApi(shop))) {
            road.start("one");
            Matcher file = FILE.matcher(chapter);
            assertThat(file.find()).isTrue();
            Files.writeString(folder.resolve("orders.yaml"), file.group(1));
            // Something to try.
            shop.write(
                    "order-6",
                    "{\"status\":\"PAID\",\"customer\":\"acct_1\",\"order\":\"ord_6\",\"total\":1}");
            List<Listening> listening = new ArrayList<>();

            for (String command : commands(chapter)) {
                Matcher toFile = ECHO_TO_FILE.matcher(command);
                Matcher toTopic = ECHO_TO_TOPIC.matcher(command);
                if (toFile.matches()) {
                    Files.writeString(folder.resolve(toFile.group(2)), toFile.group(1));
                } else if (toTopic.matches()) {
                    assertThat(toTopic.group(2)).isEqualTo(SourceShop.TOPIC);
                    shop.write("order-7", toTopic.group(1));
                } else if (command.startsWith("hooklane listen ")) {
                    listening.add(Listening.start(() -> run(road, command)));
                } else {
                    CommandRun run = run(road, command);
                    assertThat(run.exitCode()).as(command + "\n" + run.err()).isZero();
                    SECRET.matcher(run.out()).results().forEach(found -> secret = found.group(1));
                }
            }

            awaitDelivered(road);
            assertThat(listening).hasSize(1);
            assertThat(listening.getFirst().stop().out())
                    .contains("order.paid", "✓ body HMAC", "✓ Standard Webhooks", "-> 200")
                    .contains("\"orderId\" : \"ord_7\"", "\"total\" : 12.5")
                    .doesNotContain("4111");
        }
    }

    private static String chapter() throws IOException {
        Matcher chapter = CHAPTER.matcher(Files.readString(Paths.get("../docs/SOURCES.md")));
        assertThat(chapter.find()).isTrue();
        return chapter.group(1);
    }

    /** The commands of the chapter without their comments; one may have several lines. */
    private static List<String> commands(String chapter) {
        return SHELL.matcher(chapter)
                .results()
                .map((MatchResult block) -> block.group(1).replaceAll("\\\\\n *", ""))
                .flatMap(String::lines)
                .map(line -> line.replaceFirst(" +# .*$", ""))
                .toList();
    }

    private CommandRun run(Road road, String command) {
        String[] words =
                WORD.matcher(command.replace(PORT, port).replace("whsec_…", secret))
                        .results()
                        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                        .toArray(String[]::new);
        assertThat(words).as(command).startsWith("hooklane");
        return CommandRun.in(
                folder,
                Map.of(
                        "HOOKLANE_API",
                        "http://127.0.0.1:" + road.running("one").apiPort(),
                        "HOOKLANE_API_KEY",
                        RoadSettings.API_KEY),
                "",
                List.of(words).subList(1, words.length).toArray(String[]::new));
    }

    private void awaitDelivered(Road road) {
        Awaitility.await("the order is delivered")
                .untilAsserted(() ->
                        assertThat(
                                        run(
                                                        road,
                                                        "hooklane deliveries list --account acct_1 --json")
                                                .out())
                                .contains("\"delivered\""));
    }

    private static Map<String, String> withApi(SourceShop shop) {
        Map<String, String> settings = new HashMap<>(shop.settings());
        settings.put("roles", "fan-out,delivery,control-plane,sources");
        return settings;
    }
}
