package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeadLettersListCommandTest {
    private static final String DEAD =
            """
            {"deliveries":[
            {"id":"dlv_1","account":"acct_1","endpoint":"ep_1","type":"bot.created","attempts":5,
            "reason":"exhausted","updatedAt":"2027-01-15T03:00:00Z","lastAttempt":{"outcome":"timeout"}},
            {"id":"dlv_2","account":"acct_1","endpoint":"ep_2","type":"bot.created","attempts":5,
            "reason":"exhausted","updatedAt":"2027-01-15T02:00:00Z","lastAttempt":{"outcome":"status_5xx"}},
            {"id":"dlv_3","account":"acct_1","endpoint":"ep_1","type":"bot.created","attempts":0,
            "reason":"payload_gone","updatedAt":"2027-01-15T01:00:00Z"}],"next":null}
            """;

    private final MockWebServer api = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        api.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return switch (request.getUrl().encodedPath()) {
                            case "/v1/deliveries" -> answer(200, DEAD);
                            case "/v1/endpoints/ep_1" ->
                                    answer(
                                            200,
                                            "{\"id\":\"ep_1\",\"url\":\"https://a.example/hooks\"}");
                            default -> answer(404, "{\"detail\":\"no such endpoint\"}");
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

    @Test
    void eachIsListedWithItsEndpointAndWhatWentWrongLast() {
        assertThat(out())
                .isEqualToNormalizingNewlines(
                        """
                        DELIVERY  ACCOUNT  ENDPOINT  HOST       TYPE         ATTEMPTS  LAST OUTCOME  REASON        SINCE
                        dlv_1     acct_1   ep_1      a.example  bot.created  5         timeout       exhausted     2027-01-15T03:00:00Z
                        dlv_2     acct_1   ep_2      (removed)  bot.created  5         status_5xx    exhausted     2027-01-15T02:00:00Z
                        dlv_3     acct_1   ep_1      a.example  bot.created  0         -             payload_gone  2027-01-15T01:00:00Z
                        """);
    }

    @Test
    void theyAreCountedByHostTheMostFirst() {
        assertThat(out("--by", "host"))
                .isEqualToNormalizingNewlines(
                        """
                        COUNT  HOST       FIRST DIED            LAST DIED
                        2      a.example  2027-01-15T01:00:00Z  2027-01-15T03:00:00Z
                        1      (removed)  2027-01-15T02:00:00Z  2027-01-15T02:00:00Z
                        """);
    }

    @Test
    void countsAreJsonForScripts() {
        assertThat(out("--by", "endpoint", "--json"))
                .isEqualToNormalizingNewlines(
                        """
                        [{"endpoint":"ep_1","count":2,"first":"2027-01-15T01:00:00Z","last":"2027-01-15T03:00:00Z"},
                         {"endpoint":"ep_2","count":1,"first":"2027-01-15T02:00:00Z","last":"2027-01-15T02:00:00Z"}]
                        """);
    }

    @Test
    void theyAreCountedByOutcome() {
        assertThat(out("--by", "outcome").lines().skip(1).map(line -> line.substring(0, 17)))
                .containsExactlyInAnyOrder(
                        "1      -         ".substring(0, 17),
                        "1      status_5xx".substring(0, 17),
                        "1      timeout   ".substring(0, 17));
    }

    private String out(String... arguments) {
        List<String> all = new ArrayList<>(List.of("dead-letters", "list"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--api", "http://127.0.0.1:" + api.getPort(), "--key", "k"));
        CommandRun run = CommandRun.in(Path.of("none"), Map.of(), "", all.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return run.out();
    }
}
