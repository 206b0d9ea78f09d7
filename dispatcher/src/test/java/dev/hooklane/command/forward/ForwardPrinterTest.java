package dev.hooklane.command.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A stream's requests are printed for people, or for programs without a word between them. */
final class ForwardPrinterTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-15T10:30:00.120Z"));

    private final JsonNode request =
            JsonMapper.shared()
                    .readTree(
                            "{\"type\":\"message.created\",\"event\":\"evt_1\",\"delivery\":\"dlv_1\",\"attempt\":2}");
    private final StringWriter out = new StringWriter();
    private final StringWriter notes = new StringWriter();
    private final ForwardPrinter json =
            ForwardPrinter.ofJson(new PrintWriter(out), new PrintWriter(notes), CLOCK);

    @Test
    void anAnswerHasItsStatus() {
        json.request(request, answer().put("status", 204).put("body", "aGk="), 12);

        assertThat(out.toString().strip())
                .isEqualTo(
                        "{\"at\":\"2026-01-15T10:30:00.120Z\",\"type\":\"message.created\","
                                + "\"event\":\"evt_1\",\"delivery\":\"dlv_1\",\"attempt\":2,"
                                + "\"status\":204,\"error\":null,\"detail\":null,\"durationMs\":12}");
    }

    @Test
    void noAnswerHasItsReason() {
        json.request(request, answer().put("error", "connect").put("detail", "nothing listens"), 1);

        JsonNode line = JsonMapper.shared().readTree(out.toString());
        assertThat(line.path("status").isNull()).isTrue();
        assertThat(line.path("error").asString()).isEqualTo("connect");
        assertThat(line.path("detail").asString()).isEqualTo("nothing listens");
    }

    @Test
    void allElseIsBesideTheLines() {
        json.note("secret: whsec_1");

        assertThat(out.toString()).isEmpty();
        assertThat(notes.toString()).contains("secret: whsec_1");
    }

    @Test
    void forPeopleItIsALineWithoutControlCharacters() {
        ForwardPrinter people = ForwardPrinter.ofLines(new PrintWriter(out), CLOCK);

        people.request(
                request, answer().put("error", "connect").put("detail", "a\u001b[2Jb\nc"), 3);

        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .contains("message.created  evt_1  dlv_1  attempt 2  -> no answer (a")
                .doesNotContain("\u001b");
    }

    private static ObjectNode answer() {
        return JsonMapper.shared().createObjectNode();
    }
}
