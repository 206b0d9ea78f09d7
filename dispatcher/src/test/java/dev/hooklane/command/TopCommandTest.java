package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of {@code top}, and what it asks for. */
final class TopCommandTest {
    private static final String WAITING =
            """
            {"topics":[
            {"topic":"hooklane.events","records":%d,"oldestSeconds":4.0,"lateSeconds":4.0},
            {"topic":"hooklane.deliveries","records":0,"oldestSeconds":null,"lateSeconds":null}],
            "deferred":{"events":7,"accounts":[{"account":"acct_9","events":7,"oldestSeconds":2.5}]}}
            """;
    private static final String LANES =
            """
            {"lanes":[{"endpoint":"ep_1","account":"acct_1","breaker":"open","openSeconds":61.5,
            "inFlight":0,"queued":3,"backlogSeconds":12.0,"instance":"west-1"}],
            "instances":["west-1"],"notAsked":["west-2"]}
            """;

    private final MockWebServer api = new MockWebServer();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile int metricsStatus = 200;

    @BeforeEach
    void start() throws IOException {
        api.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return switch (request.getUrl().encodedPath()) {
                            case "/metrics" ->
                                    answer(metricsStatus, meters(looks.incrementAndGet()));
                            case "/v1/waiting" -> answer(200, WAITING.formatted(5));
                            default -> answer(200, LANES);
                        };
                    }
                });
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static String meters(int look) {
        return """
        # HELP hooklane_attempts_total requests
        process_start_time_seconds 1.79E9
        hooklane_events_accepted_total %d
        hooklane_attempts_total{attempt="1",outcome="success"} %d
        hooklane_attempts_total{attempt="2",outcome="timeout"} 1.0E1
        hooklane_deliveries_decided_total{reason="",status="delivered"} %d
        """
                .formatted(look * 20, look * 30, look * 30);
    }

    @Test
    void thePageShowsRatesWhatIsLateAndWhoIsInTrouble() {
        TopLook first = look(0, 1, 9);
        TopLook second = look(2, 2, 5);

        assertThat(String.join("\n", TopPage.lines(second, Optional.of(first))))
                .isEqualToNormalizingNewlines(
                        """
                        hooklane top, 2027-01-15T03:00:02Z

                        PER SECOND  accepted 10.0  attempts 15.0  delivered 15.0  waiting -  dead -  parked -  (the instance that answers)

                        WAITING
                        TOPIC            RECORDS  CHANGE  OLDEST S  LATE S
                        hooklane.events  5        -4      4.0       4.0     late

                        ENDPOINTS IN TROUBLE
                        ENDPOINT  ACCOUNT  BREAKER  OPEN S  IN FLIGHT  QUEUED  BACKLOG S  INSTANCE
                        ep_1      acct_1   open     61.5    0          3       12.0       west-1

                        EVENTS OVER THEIR ACCOUNT'S SHARE
                        ACCOUNT  EVENTS  WAITING S
                        acct_9   7       2.5

                        missing: these instances did not report: west-2\
                        """);
    }

    @Test
    void anotherProcessMakesNoRates() {
        TopLook first = look(0, 1, 9);
        TopLook other =
                new TopLook(first.at(), 1, 2, first.counted(), first.waiting(), first.lanes());

        assertThat(other.ratesSince(first)).isEmpty();
    }

    @Test
    void itLooksAsOftenAsAsked() {
        CommandRun run = run("--count", "2", "--every", "1s", "--jsonl");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).hasLineCount(2);
        JsonNode second =
                JsonMapper.shared().readTree(run.out().lines().skip(1).findFirst().orElseThrow());
        assertThat(second.path("perSecond").path("accepted").asDouble()).isBetween(1.0, 20.1);
        assertThat(second.path("lanes").path("lanes").size()).isEqualTo(1);
    }

    @Test
    void metricsOnAnotherPortAreDoneWithout() {
        metricsStatus = 404;

        CommandRun run = run("--count", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("PER SECOND  not known", "hooklane.events", "ep_1");
    }

    @Test
    void itDoesNotLookMoreOftenThanEverySecond() {
        assertThat(run("--every", "10ms").exitCode()).isEqualTo(2);
    }

    private static TopLook look(int second, int number, int records) {
        MeterText meters = MeterText.of(meters(number));
        return new TopLook(
                Instant.parse("2027-01-15T03:00:00Z").plusSeconds(second),
                second * 1_000_000_000L,
                1,
                TopLook.counted(meters),
                JsonMapper.shared().readTree(WAITING.formatted(records)),
                JsonMapper.shared().readTree(LANES));
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(
                Path.of("none"),
                Map.of(
                        "HOOKLANE_API",
                        "http://127.0.0.1:" + api.getPort(),
                        "HOOKLANE_API_KEY",
                        "k"),
                "",
                Stream.concat(Stream.of("top"), Stream.of(arguments)).toArray(String[]::new));
    }
}
