package dev.hooklane.fanout;

import static dev.hooklane.fanout.CatalogueDriver.NOW;
import static dev.hooklane.fanout.CatalogueDriver.paid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.RejectReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalogue says of a type decides whether its events are fanned out. */
final class FanOutCatalogueTest {
    private static final String SCHEMA =
            "{\"properties\":{\"amount\":{\"type\":\"integer\"}},\"required\":[\"amount\"]}";

    private final CatalogueDriver fanOut;

    FanOutCatalogueTest(@TempDir Path stateDir) {
        fanOut = new CatalogueDriver(stateDir);
    }

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void anEventOfATypeThatIsNotReadYetWaitsForTheCatalogueAndGoesOn() {
        fanOut.unread = () -> fanOut.write(paid());

        fanOut.publish("{\"amount\":7}");

        assertThat(fanOut.delivered()).hasSize(1);
        assertThat(fanOut.rejected).isEmpty();
    }

    @Test
    void anEventOfATypeThatNobodyAddedIsRejectedOnceTheCatalogueIsRead() {
        fanOut.publish("{\"amount\":7}");
        fanOut.publish("{\"amount\":7}");

        assertThat(fanOut.rejected)
                .containsExactly(RejectReason.UNKNOWN_TYPE, RejectReason.UNKNOWN_TYPE);
        assertThat(fanOut.caughtUpTo).containsExactly(0L, 1L);
        assertThat(detail()).isEqualTo("event type 'order.paid' is not in the catalogue");
    }

    @Test
    void aCatalogueThatCantBeReadHoldsNothingUpAndTheReasonSaysSo() {
        fanOut.reachable = false;

        fanOut.publish("{\"amount\":7}");

        assertThat(fanOut.rejected).containsExactly(RejectReason.UNKNOWN_TYPE);
        assertThat(detail())
                .endsWith("the catalogue could not be read up to when it was published");
    }

    @Test
    void whatIsAcceptedOrNoEventNeverWaitsForTheCatalogue() {
        fanOut.write(paid());

        fanOut.publish("{\"amount\":7}");
        fanOut.events.pipeInput("acct_1".getBytes(UTF_8), "no JSON".getBytes(UTF_8));

        assertThat(fanOut.rejected).containsExactly(RejectReason.NOT_JSON);
        assertThat(fanOut.caughtUpTo).isEmpty();
    }

    @Test
    void dataThatDoesNotMatchTheSchemaIsRejectedWithItsPlace() {
        fanOut.write(paid(SCHEMA, NOW.minusSeconds(1)));

        fanOut.publish("{\"amount\":\"secret\"}");
        fanOut.publish("{\"amount\":7}");

        assertThat(fanOut.rejected).containsExactly(RejectReason.SCHEMA_MISMATCH);
        assertThat(detail())
                .isEqualTo(
                        "data of event evt_1 does not match the schema of order.paid: /amount string found, integer expected");
        assertThat(fanOut.delivered()).hasSize(1);
    }

    @Test
    void aLooserSchemaThatIsNotReadYetIsWaitedFor() {
        fanOut.write(paid(SCHEMA, NOW.minusSeconds(2)));
        fanOut.unread = () -> fanOut.write(paid("{}", NOW.minusSeconds(1)));

        fanOut.publish("{\"amount\":\"much\"}");

        assertThat(fanOut.delivered()).hasSize(1);
    }

    @Test
    void whatWasPublishedBeforeTheSchemaIsNotHeldToIt() {
        fanOut.write(paid(SCHEMA, NOW.plusMillis(1)));

        fanOut.publish("{\"amount\":\"much\"}");

        assertThat(fanOut.delivered()).hasSize(1);
    }

    @Test
    void eventsOfAnArchivedTypeAreRejectedFromThenOn() {
        fanOut.write(paid().archived(NOW));
        fanOut.publish("{}");
        fanOut.write(paid().archived(NOW.plusMillis(1)));
        fanOut.publish("{}");

        assertThat(fanOut.rejected).containsExactly(RejectReason.ARCHIVED_TYPE);
        assertThat(detail())
                .isEqualTo(
                        "event type order.paid is archived since 2026-01-15T10:30:05Z; no more of its events are accepted");
        assertThat(fanOut.delivered()).hasSize(1);
    }

    @Test
    void anErasedEventThatTheCatalogueTurnsAwayIsNotCopiedToTheRejected() {
        fanOut.write(paid().archived(NOW));
        ErasureId id = new ErasureId("ers_0123456789abcdef");
        fanOut.erasures.follow(
                ErasureCodec.key(id),
                ErasureCodec.write(
                        new Erasure(
                                id,
                                Endpoints.ACCOUNT,
                                Optional.of(new EventId("evt_1")),
                                Instant.EPOCH,
                                "one",
                                Optional.empty(),
                                List.of())));

        fanOut.publish("{}");

        assertThat(fanOut.rejections.isEmpty()).isTrue();
        assertThat(fanOut.deliveries.isEmpty()).isTrue();
    }

    private String detail() {
        return DeliveryRecords.optional(
                        fanOut.rejections.readRecord().headers(), RejectedCopy.DETAIL_HEADER)
                .orElseThrow();
    }
}
