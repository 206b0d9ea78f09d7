package dev.hooklane.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.Payload;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

/** How much of the responses is kept where: a record must stay far under 1 MiB. */
final class AttemptTextTest {
    /** Six bytes each in JSON, the most that a character of a response takes. */
    private static final String WORST = "\u0001".repeat(AttemptOutcome.RESPONSE_MAX);

    private static final int LARGEST_RECORD = 1 << 20;

    private static Attempt failed(int number, String response, SortedMap<String, String> headers) {
        return new Attempt(
                number,
                Deliveries.NOW,
                Duration.ofSeconds(1),
                new AttemptOutcome.ErrorStatus(500, Optional.empty(), response),
                new PhaseTimes(1, 2, 3, 4, 5, 6),
                headers);
    }

    private static Delivery after(int attempts, String response) {
        return after(attempts, response, Collections.emptySortedMap());
    }

    private static Delivery after(
            int attempts, String response, SortedMap<String, String> headers) {
        Delivery delivery = Deliveries.first("evt_1");
        for (int i = 1; i <= attempts; i++) {
            delivery = delivery.after(failed(i, response, headers), Optional.empty());
        }
        return delivery;
    }

    private static List<String> texts(List<Attempt> attempts) {
        return attempts.stream()
                .map(attempt -> ((AttemptOutcome.ErrorStatus) attempt.outcome()).response())
                .toList();
    }

    private static DeliveryHistory history(Delivery delivery) {
        DeliveryHistory history =
                DeliveryHistory.of(
                        delivery,
                        new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED),
                        delivery.attempts(),
                        Deliveries.NOW);
        return HistoryCodec.read(HistoryCodec.write(history));
    }

    private static Delivery afterKafka(Delivery delivery) {
        return DeliveryRecords.read(
                DeliveryRecords.key(delivery),
                delivery.payload().bytes(),
                DeliveryRecords.headers(delivery));
    }

    @Test
    void theHistoryHasTheLastResponseWhole() {
        assertThat(texts(history(after(2, "x".repeat(16_384))).attempts()))
                .containsExactly("x".repeat(1_024), "x".repeat(16_384));
    }

    @Test
    void aWaitingDeliveryCarriesTheBeginningOfEach() {
        assertThat(texts(afterKafka(after(2, "x".repeat(16_384))).attempts()))
                .containsExactly("x".repeat(1_024), "x".repeat(1_024));
    }

    @Test
    void responsesThatAreShortStayWhole() {
        assertThat(texts(history(after(5, "busy")).attempts())).containsOnly("busy");
        assertThat(texts(afterKafka(after(5, "busy")).attempts())).containsOnly("busy");
    }

    @Test
    void aCutNeverHalvesACharacter() {
        String text = "x".repeat(1_023) + "😀" + "x".repeat(10);

        assertThat(texts(afterKafka(after(1, text)).attempts())).containsExactly("x".repeat(1_023));
    }

    @Test
    void onlyTheLatestTwentyHaveAText() {
        List<String> texts = texts(afterKafka(after(30, "busy")).attempts());

        assertThat(texts.subList(0, 10)).containsOnly("");
        assertThat(texts.subList(10, 30)).containsOnly("busy");
    }

    @Test
    void thePhasesSurvive() {
        assertThat(afterKafka(after(1, "")).attempts())
                .first()
                .extracting(Attempt::phases)
                .isEqualTo(new PhaseTimes(1, 2, 3, 4, 5, 6));
        assertThat(history(after(1, "")).attempts())
                .first()
                .extracting(Attempt::phases)
                .isEqualTo(new PhaseTimes(1, 2, 3, 4, 5, 6));
    }

    @Test
    void theHistoryHasTheLastResponsesHeadersAndOfEarlierOnesWhatHasRoom() {
        SortedMap<String, String> headers =
                new TreeMap<>(Map.of("a-long-one", "x".repeat(600), "server", "nginx"));

        List<Attempt> attempts = history(after(2, "", headers)).attempts();

        assertThat(attempts.getFirst().headers()).isEqualTo(Map.of("server", "nginx"));
        assertThat(attempts.getLast().headers()).isEqualTo(headers);
        assertThat(afterKafka(after(1, "", headers)).attempts().getFirst().headers())
                .isEqualTo(Map.of("server", "nginx"));
    }

    @Test
    void aThousandAttemptsWithTheWorstResponsesFitARecordBesideTheLargestPayload() {
        Delivery delivery = after(1_000, WORST, worstHeaders());
        Headers headers = DeliveryRecords.headers(delivery);
        int headerBytes =
                IntStream.range(0, headers.toArray().length)
                        .map(i -> size(headers.toArray()[i]))
                        .sum();

        assertThat(headerBytes + Payload.MAX_BYTES).isLessThan(LARGEST_RECORD);
        assertThat(
                        HistoryCodec.write(
                                DeliveryHistory.of(
                                        delivery,
                                        new DeliveryStatus.Delivered(),
                                        delivery.attempts(),
                                        Deliveries.NOW)))
                .hasSizeLessThan(LARGEST_RECORD);
    }

    private static SortedMap<String, String> worstHeaders() {
        SortedMap<String, String> headers = new TreeMap<>();
        for (int i = 0; i < 13; i++) {
            headers.put("x-header-" + (char) ('a' + i), "\uFFFD".repeat(300));
        }
        return headers;
    }

    private static int size(Header header) {
        return header.key().length() + header.value().length;
    }
}
