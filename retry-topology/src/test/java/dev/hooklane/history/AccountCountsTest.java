package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.statistics.AccountStatistics;
import dev.hooklane.statistics.AccountTally;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What accounts' attempts came to is counted once, for as long as it is shown. */
class AccountCountsTest {
    private static final Instant START = Instant.parse("2026-01-15T10:30:00Z");
    private static final byte[] OFFSET = "O".getBytes(UTF_8);
    private static final EndpointId ENDPOINT = new EndpointId("ep_0000000000000000");
    private static final EndpointId OTHER = new EndpointId("ep_5555555555555555");
    private static final Optional<AccountId> ACME = Optional.of(new AccountId("acme"));
    private static final DeliveryStatus DELIVERED = new DeliveryStatus.Delivered();
    private static final DeliveryStatus WAITING = new DeliveryStatus.Waiting(START);
    private static final DeliveryStatus DEAD = new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED);

    @TempDir private static Path folder = Path.of("");

    private Instant now = START;
    private final Path own = folder.resolve(Long.toString(System.nanoTime()));
    private HistoryDisk disk = new HistoryDisk(own, () -> now);
    private int offset;

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void attemptsAndDeadLettersAreCountedByAccountAndInTotal() {
        write("acme", ENDPOINT, DELIVERED);
        write("acme", OTHER, WAITING);
        write("globex", OTHER, DEAD);

        assertThat(text(disk.statistics(ACME).hours())).isEqualTo("2 attempts, 1 failed, 0 dead");
        assertThat(text(disk.statistics(ACME).parts())).isEqualTo("2 attempts, 1 failed, 0 dead");
        assertThat(text(disk.statistics(Optional.empty()).hours()))
                .isEqualTo("3 attempts, 2 failed, 1 dead");
        assertThat(disk.statistics(Optional.of(new AccountId("acm"))).lastMinute())
                .isEqualTo(new AccountStatistics.LastMinute(0, 0, 0));
    }

    @Test
    void aDeadLetterWithoutAnAttemptIsNoAttempt() {
        write("acme", ENDPOINT, new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED));

        assertThat(text(disk.statistics(ACME).hours())).isEqualTo("0 attempts, 0 failed, 1 dead");
    }

    @Test
    void whatIsReadAgainAfterACrashIsNotCountedTwice() {
        write("acme", ENDPOINT, DELIVERED);
        disk.note(OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(0).array());
        write("acme", ENDPOINT, DELIVERED);
        disk.close();
        disk = new HistoryDisk(own, () -> now);
        offset = 0;
        write("acme", ENDPOINT, DELIVERED);
        write("acme", ENDPOINT, DELIVERED);

        assertThat(text(disk.statistics(ACME).hours())).startsWith("2 attempts");
    }

    @Test
    void whatIsTooOldIsNeitherShownNorKept() {
        write("acme", ENDPOINT, DELIVERED);
        now = now.plus(Duration.ofMinutes(61));
        assertThat(text(disk.statistics(ACME).parts())).startsWith("0 attempts");
        assertThat(text(disk.statistics(ACME).hours())).startsWith("1 attempts");

        now = now.plus(Duration.ofHours(24));
        write("globex", ENDPOINT, DELIVERED);
        disk.note(OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        now = START;

        assertThat(text(disk.statistics(ACME).hours())).startsWith("0 attempts");
        assertThat(text(disk.statistics(ACME).parts())).startsWith("0 attempts");
    }

    @Test
    void theLoudestAccountsComeFirstWhetherWrittenOrNot() {
        for (int i = 0; i < 3; i++) {
            write("acme", ENDPOINT, DELIVERED);
        }
        disk.note(OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        write("acme", ENDPOINT, DELIVERED);
        for (int i = 0; i < 5; i++) {
            write("globex", OTHER, DEAD);
        }

        assertThat(disk.statistics(Optional.empty()).loudest())
                .containsExactly(
                        new AccountStatistics.Loud(new AccountId("globex"), 5, 5, 5),
                        new AccountStatistics.Loud(new AccountId("acme"), 4, 0, 0));
        assertThat(disk.statistics(ACME).loudest()).isEmpty();
    }

    @Test
    void moreAccountsThanMemoryHoldsAreCountedAll() {
        for (int i = 0; i <= HistoryStatistics.UNWRITTEN_MAX; i++) {
            write("acct_" + i, ENDPOINT, DELIVERED);
        }

        assertThat(text(disk.statistics(Optional.of(new AccountId("acct_0"))).hours()))
                .startsWith("1 attempts");
        assertThat(text(disk.statistics(Optional.empty()).hours()))
                .startsWith(HistoryStatistics.UNWRITTEN_MAX + 1 + " attempts");
    }

    @Test
    void anErasedAccountsCountsAreRemovedAndNobodyElses() {
        HistoryHead head = write("acme", ENDPOINT, DEAD);
        write("globex", OTHER, DELIVERED);
        disk.note(OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        disk.forgetStatistics(ENDPOINT, head);

        assertThat(text(disk.statistics(ACME).hours())).isEqualTo("0 attempts, 0 failed, 0 dead");
        assertThat(disk.statistics(ACME).lastMinute().deadLetters()).isZero();
        assertThat(disk.statistics(Optional.empty()).loudest())
                .extracting(each -> each.account().value())
                .containsExactly("globex");
    }

    @Test
    void theLastMinuteIsAMinute() {
        write("acme", ENDPOINT, DELIVERED);
        now = now.plusSeconds(30);
        write("acme", ENDPOINT, DEAD);

        assertThat(disk.statistics(ACME).lastMinute())
                .isEqualTo(new AccountStatistics.LastMinute(1, 1, 1));
        now = now.plusSeconds(35);
        assertThat(disk.statistics(ACME).lastMinute())
                .isEqualTo(new AccountStatistics.LastMinute(0, 1, 1));
        now = now.plusSeconds(60);
        assertThat(disk.statistics(Optional.empty()).lastMinute())
                .isEqualTo(new AccountStatistics.LastMinute(0, 0, 0));
    }

    @Test
    void whatCameLastIsListedOfAllAccountsAlsoAfterARestart() {
        write("acme", ENDPOINT, DELIVERED);
        now = now.plusSeconds(1);
        write("globex", OTHER, WAITING);
        disk.note(OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        disk.close();
        disk = new HistoryDisk(own, () -> now);
        now = now.plusSeconds(1);
        write("acme", OTHER, DEAD);

        assertThat(latest(Optional.empty(), 10)).containsExactly("evt_2", "evt_1", "evt_0");
        assertThat(latest(Optional.of(DeliveryStatus.Kind.DELIVERED), 10)).containsExactly("evt_0");
        assertThat(latest(Optional.empty(), 1)).containsExactly("evt_2");
    }

    private List<String> latest(Optional<DeliveryStatus.Kind> status, int limit) {
        HistoryQuery query =
                new HistoryQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        status,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        limit);
        HistoryPage<DeliveryHistory> page = HistoryDisk.page(query, Map.of(disk, query));
        assertThat(page.next()).isEmpty();
        return page.items().stream().map(each -> each.event().id().value()).toList();
    }

    @Test
    void waitingDeliveriesAreCountedAndTheOldestIsFound() {
        write("acme", ENDPOINT, DELIVERED);
        now = now.plusSeconds(1);
        write("acme", OTHER, WAITING);
        now = now.plusSeconds(1);
        write("acme", ENDPOINT, WAITING);
        write("acme", ENDPOINT, WAITING);

        WaitingDeliveries waiting = disk.waiting(Set.of(ENDPOINT, OTHER));

        assertThat(waiting.count()).isEqualTo(3);
        assertThat(waiting.oldest().map(DeliveryId::endpoint)).contains(OTHER);
        assertThat(disk.waiting(Set.of())).isEqualTo(WaitingDeliveries.NONE);
    }

    private static String text(List<AccountStatistics.Span> spans) {
        AccountTally total = AccountStatistics.total(spans);
        return "%d attempts, %d failed, %d dead"
                .formatted(
                        total.attempts().attempts(),
                        total.attempts().attempts() - total.attempts().succeeded(),
                        total.deadLetters());
    }

    /** Writes another delivery, with an attempt that begins and ends now. */
    private HistoryHead write(String account, EndpointId endpoint, DeliveryStatus status) {
        EventId event = new EventId("evt_" + offset);
        AttemptOutcome outcome =
                status instanceof DeliveryStatus.Delivered
                        ? new AttemptOutcome.Success(200, "")
                        : new AttemptOutcome.ErrorStatus(500, Optional.empty(), "");
        DeliveryHistory history =
                new DeliveryHistory(
                        DeliveryId.of(event, now).to(endpoint),
                        endpoint,
                        new SourceEvent(
                                event,
                                new EventType("message.created"),
                                new AccountId(account),
                                now,
                                new SourceEvent.Origin(0, offset),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        0,
                        status,
                        List.of(new Attempt(1, now, Duration.ZERO, outcome)),
                        now);
        byte[] value = HistoryCodec.write(history);
        HistoryHead head = HistoryHead.read(value);
        disk.write(history.id(), head, value, offset++);
        return head;
    }
}
