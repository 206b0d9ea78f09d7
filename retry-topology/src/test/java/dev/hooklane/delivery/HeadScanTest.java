package dev.hooklane.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeadScanTest {
    private static final List<DeliveryStatus> STATUSES =
            List.of(
                    new DeliveryStatus.Delivered(),
                    new DeliveryStatus.Waiting(Deliveries.NOW),
                    new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED),
                    new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED),
                    new DeliveryStatus.Cancelled());
    private static final List<String> TEXTS =
            List.of("", "ok", "{\"a\":[1,\"}\"]}", "\\\"}],\\", "Grüße\n\t\u0001", "\ud83d\ude00[");

    @Test
    void whatIsWrittenIsReadAsTheParserReadsIt() {
        for (int seed = 0; seed < 3_000; seed++) {
            byte[] record = record(new Random(seed));

            assertThat(HeadScan.head(record))
                    .as("seed %d: %s", seed, new String(record, UTF_8))
                    .contains(HistoryHead.parse(record));
        }
    }

    @Test
    void aRecordThatIsCutOffIsLeftToTheParser() {
        byte[] record = record(new Random(1));
        for (int length = 0; length < record.length; length++) {
            assertThat(HeadScan.head(Arrays.copyOf(record, length))).isEmpty();
        }
    }

    @Test
    void soIsOneThatIsWrittenOtherwise() {
        String record = new String(record(new Random(2)), UTF_8);

        for (String other :
                List.of(
                        record + " ",
                        " " + record,
                        record.replace("\"account\":", "\"account\": "),
                        record.replace("\"v\":1", "\"v\":2"),
                        record.replaceFirst("\"account\":\"[^\"]*\"", "\"account\":\"\\\\u0061\""),
                        record.replaceFirst("\"status\":\"[^\"]*\"", "\"status\":\"\""),
                        record.replaceFirst("\"published\":", "\"published\":0"))) {
            assertThat(HeadScan.head(other.getBytes(UTF_8))).as(other).isEmpty();
        }
    }

    @Test
    void damageNeverMakesAnotherHeadThanTheParserReads() {
        int compared = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] record = record(random);
            record[random.nextInt(record.length)] =
                    (byte) "{}[]\",:\\0e-. u1x".charAt(random.nextInt(16));
            Optional<HistoryHead> scanned = scanned(record);
            Optional<HistoryHead> parsed = parsed(record);
            if (scanned.isPresent() && parsed.isPresent()) {
                compared++;
                assertThat(scanned).as("seed %d", seed).isEqualTo(parsed);
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    private static Optional<HistoryHead> scanned(byte[] record) {
        try {
            return HeadScan.head(record);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<HistoryHead> parsed(byte[] record) {
        try {
            return Optional.of(HistoryHead.parse(record));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] record(Random random) {
        Delivery delivery = Deliveries.first("evt_1");
        SourceEvent event = delivery.event();
        SourceEvent source =
                new SourceEvent(
                        event.id(),
                        event.type(),
                        new AccountId("acct_1"),
                        event.publishedAt(),
                        event.origin(),
                        random.nextBoolean() ? Optional.of(text(random)) : Optional.empty(),
                        random.nextBoolean() ? Optional.of(text(random)) : Optional.empty());
        List<Attempt> attempts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attempts.add(attempt(attempts.size() + 1, random));
        }
        return HistoryCodec.write(
                new DeliveryHistory(
                        delivery.id(),
                        delivery.endpoint(),
                        source,
                        delivery.trigger(),
                        random.nextInt(2),
                        STATUSES.get(random.nextInt(STATUSES.size())),
                        attempts,
                        Deliveries.NOW));
    }

    private static Attempt attempt(int number, Random random) {
        SortedMap<String, String> headers = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.put("h" + i, text(random));
        }
        return new Attempt(
                number,
                Deliveries.NOW,
                Duration.ofMillis(random.nextInt(5_000)),
                switch (random.nextInt(4)) {
                    case 0 -> new AttemptOutcome.Success(200, text(random));
                    case 1 ->
                            new AttemptOutcome.ErrorStatus(
                                    429, Optional.of(Duration.ofSeconds(5)), text(random));
                    case 2 -> new AttemptOutcome.ErrorStatus(500, Optional.empty(), text(random));
                    default -> new AttemptOutcome.NoResponse(ErrorKind.TOKEN, text(random));
                },
                random.nextBoolean() ? PhaseTimes.NONE : new PhaseTimes(1, 0, 2, 3, 4, 5),
                headers,
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new AttemptWait("busy", Deliveries.NOW)));
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
