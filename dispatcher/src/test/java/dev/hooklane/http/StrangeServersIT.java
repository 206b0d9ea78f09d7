package dev.hooklane.http;

import static dev.hooklane.http.StrangeServers.OK;
import static dev.hooklane.http.StrangeServers.SUCCESS;
import static dev.hooklane.http.StrangeServers.always;
import static dev.hooklane.http.StrangeServers.listen;
import static dev.hooklane.http.StrangeServers.pause;
import static dev.hooklane.http.StrangeServers.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.http.StrangeServers.Over;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that say more than they are asked: each attempt has the answer to its own request. */
@Timeout(60)
final class StrangeServersIT {
    private static final String FAILED = "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno";

    private final StrangeServers strange = new StrangeServers();

    @AfterEach
    void close() {
        strange.close();
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void theSecondOfTwoAnswersIsNotTheNextRequests(Over over) throws IOException {
        try (RawServer server = listen(over, firstThen(OK + OK, FAILED))) {
            assertThat(strange.send(over, server, 2))
                    .containsExactly(SUCCESS, new ErrorStatus(500, Optional.empty(), "no"));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aSecondAnswerThatComesLaterIsNotTheNextRequests(Over over) throws IOException {
        AtomicInteger said = new AtomicInteger();
        try (RawServer server =
                listen(
                        over,
                        (_, out, _) -> {
                            if (strange.count.incrementAndGet() > 1) {
                                write(out, FAILED);
                                return;
                            }
                            write(out, OK);
                            pause(50);
                            write(out, OK);
                            said.set(1);
                        })) {
            List<AttemptOutcome> outcomes = new ArrayList<>(strange.send(over, server, 1));
            Awaitility.await().until(() -> said.get() == 1);
            outcomes.addAll(strange.send(over, server, 1));

            assertThat(outcomes)
                    .containsExactly(SUCCESS, new ErrorStatus(500, Optional.empty(), "no"));
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void theBodyOfAnAnswerThatHasNoneIsNotTheNextOnesAnswer(Over over) throws IOException {
        String noContent = "HTTP/1.1 204 No Content\r\n\r\n";
        for (String body : List.of("unwanted", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            strange.count.set(0);
            try (RawServer server = listen(over, firstThen(noContent + body, FAILED))) {
                assertThat(strange.send(over, server, 2))
                        .containsExactly(
                                new Success(204, ""), new ErrorStatus(500, Optional.empty(), "no"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void aBodyLongerThanItsLengthIsNotTheNextOnesAnswer(Over over) throws IOException {
        try (RawServer server = listen(over, firstThen(OK + "\r\n\r\n" + OK, FAILED))) {
            assertThat(strange.send(over, server, 2))
                    .containsExactly(SUCCESS, new ErrorStatus(500, Optional.empty(), "no"));
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void whatFollowsAChunkedBodyIsNotTheNextOnesAnswer(Over over) throws IOException {
        String chunked =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n";
        try (RawServer server = listen(over, firstThen(chunked + OK, FAILED))) {
            assertThat(strange.send(over, server, 2))
                    .containsExactly(SUCCESS, new ErrorStatus(500, Optional.empty(), "no"));
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void earlyHintsAreNoAnswerAndTheConnectionIsKept(Over over) throws IOException {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        try (RawServer server = listen(over, always(hints + hints + OK))) {
            assertThat(strange.send(over, server, 5)).containsOnly(SUCCESS);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void answersOfEverySizeAreReadToTheirEndOverOneConnection(Over over) throws IOException {
        try (RawServer server =
                listen(
                        over,
                        (_, out, _) -> {
                            int bytes = strange.count.getAndAdd(1_237);
                            write(
                                    out,
                                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                                            .formatted(
                                                    bytes,
                                                    "a\n".repeat(bytes).substring(0, bytes)));
                        })) {
            List<AttemptOutcome> outcomes = strange.send(over, server, 13);

            for (int i = 0; i < 13; i++) {
                int bytes = i * 1_237;
                assertThat(outcomes.get(i))
                        .isEqualTo(new Success(200, "a\n".repeat(bytes).substring(0, bytes)));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private RawServer.Exchange firstThen(String first, String then) {
        return (_, out, _) -> write(out, strange.count.incrementAndGet() == 1 ? first : then);
    }
}
