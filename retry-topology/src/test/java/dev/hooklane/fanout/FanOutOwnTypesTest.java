package dev.hooklane.fanout;

import static dev.hooklane.fanout.FanOutDriver.EVENT;
import static dev.hooklane.fanout.FanOutDriver.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.RejectReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of Hooklane's own types count only with its mark. */
final class FanOutOwnTypesTest {
    private static final String DISABLED = EVENT.replace("message.created", "endpoint.disabled");

    private final FanOutDriver fanOut;

    FanOutOwnTypesTest(@TempDir Path stateDir) {
        fanOut = new FanOutDriver(stateDir);
    }

    @BeforeEach
    void somebodyWantsThem() {
        fanOut.put(Endpoints.of(Endpoints.ACCOUNT, 1, "endpoint.*", "delivery.exhausted"));
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "endpoint.disabled",
                "endpoint.failing",
                "endpoint.recovered",
                "delivery.exhausted",
                "webhook.test"
            })
    void oneWithoutAMarkIsRejected(String type) {
        write(EVENT.replace("message.created", type), Map.of(), NOW);

        assertThat(fanOut.deliveries.isEmpty()).isTrue();
        assertThat(fanOut.rejected).containsExactly(RejectReason.FORGED);
        assertThat(new String(detail(), UTF_8))
                .isEqualTo("type %s is Hooklane's own, and the record has no mark".formatted(type));
    }

    @Test
    void oneWithItsMarkIsDelivered() {
        write(DISABLED, FanOutDriver.mark(Endpoints.ACCOUNT, DISABLED), NOW);

        assertThat(fanOut.delivered()).hasSize(1);
        assertThat(fanOut.rejected).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"evt_1,evt_2", "\"n\":1,\"n\":2", "disabled,failing"})
    void aMarkIsGoodForNoOtherPayload(String part, String replacement) {
        String other = DISABLED.replace(part, replacement);

        write(other, FanOutDriver.mark(Endpoints.ACCOUNT, DISABLED), NOW);

        assertThat(fanOut.deliveries.isEmpty()).isTrue();
        assertThat(fanOut.rejected).containsExactly(RejectReason.FORGED);
    }

    @Test
    void aMarkIsGoodForNoOtherAccount() {
        write(DISABLED, FanOutDriver.mark(new AccountId("acct_2"), DISABLED), NOW);

        assertThat(fanOut.rejected).containsExactly(RejectReason.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "made up"})
    void aMarkThatIsMadeUpIsRejectedEvenWhileEventsMayBeUnmarked(String mark) {
        write(DISABLED, Map.of(OwnMarks.HEADER, mark.getBytes(UTF_8)), NOW.minusSeconds(61));

        assertThat(fanOut.rejected).containsExactly(RejectReason.FORGED);
    }

    @Test
    void anEarlierReleasesEventNeedsNoMarkUntilTheTimeThatIsSet() {
        write(DISABLED, Map.of(), NOW.minusSeconds(61));
        write(DISABLED, Map.of(), NOW.minusSeconds(60));

        assertThat(fanOut.delivered()).hasSize(1);
        assertThat(fanOut.rejected).containsExactly(RejectReason.FORGED);
    }

    private byte[] detail() {
        return fanOut.rejections
                .readRecord()
                .headers()
                .lastHeader(RejectedCopy.DETAIL_HEADER)
                .value();
    }

    private void write(String value, Map<String, byte[]> mark, Instant at) {
        Headers headers = new RecordHeaders();
        mark.forEach(headers::add);
        fanOut.events.pipeInput(
                new TestRecord<>(
                        Endpoints.ACCOUNT.value().getBytes(UTF_8),
                        value.getBytes(UTF_8),
                        headers,
                        at));
    }
}
