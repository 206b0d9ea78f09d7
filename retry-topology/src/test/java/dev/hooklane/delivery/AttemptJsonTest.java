package dev.hooklane.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Attempts in records, as this release and the one before it read them. */
final class AttemptJsonTest {
    private static final List<String> KNOWN_BEFORE =
            List.of(
                    "timeout",
                    "name_lookup",
                    "forbidden_address",
                    "connect",
                    "tls",
                    "connection_lost",
                    "invalid_response");

    @ParameterizedTest
    @EnumSource
    void everyKindIsReadAgainAndAsAKnownOneByTheReleaseBefore(ErrorKind kind) {
        Attempt attempt =
                new Attempt(
                        1,
                        Instant.EPOCH,
                        Duration.ofMillis(5),
                        new AttemptOutcome.NoResponse(kind, "why"));
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
            AttemptJson.writeCut(List.of(attempt), json);
        }
        JsonNode written = JsonMapper.shared().readTree(out.toString());

        assertThat(AttemptJson.read(written)).containsExactly(attempt);
        assertThat(written.get(0).path("error").asString()).isIn(KNOWN_BEFORE);
    }
}
