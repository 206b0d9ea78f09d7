package dev.hooklane.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.statistics.AttemptTally;
import dev.hooklane.statistics.EndpointStatistics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted as records come is what a recount of all that were written would give. */
class HistoryStatisticsTest {
    private static final Instant START = Instant.parse("2026-01-15T10:30:00Z");
    private static final byte[] OFFSET = "O".getBytes(UTF_8);
    private static final List<EndpointId> ENDPOINTS =
            List.of(
                    new EndpointId("ep_0000000000000000"),
                    new EndpointId("ep_5555555555555555"),
                    new EndpointId("ep_zzzzzzzzzzzzzzzz"));

    @TempDir private Path folder;
    private Instant now = START;

    /** A record as it stands on its topic. */
    private record Written(DeliveryHistory history, boolean attempted) {
        EndpointId endpoint() {
            return history.endpoint();
        }

        Attempt attempt() {
            return history.attempts().getLast();
        }
    }

    @Test
    void whatIsCountedIsWhatARecountGivesAlsoAfterRestartsAndRepeats() {
        for (int seed = 0; seed < 30; seed++) {
            now = START;
            Random random = new Random(seed);
            Map<DeliveryId, DeliveryHistory> known = new HashMap<>();
            List<Written> topic = new ArrayList<>();
            HistoryDisk disk = open(seed);
            for (int i = 0; i < 400; i++) {
                now = now.plusSeconds(random.nextInt(900));
                topic.add(next(random, known));
                put(disk, topic.getLast(), topic.size() - 1);
                if (random.nextInt(20) == 0) {
                    commit(disk, topic.size() - 1);
                }
                if (random.nextInt(60) == 0) {
                    // Without a commit, so that some are read again.
                    disk.close();
                    disk = open(seed);
                    replay(disk, topic, Math.max(0, committed(disk) - random.nextInt(10)));
                }
            }

            assertThat(told(disk)).as("seed %d", seed).isEqualTo(recount(topic));
            disk.close();
        }
    }

    @Test
    void aLostDiskIsFilledWithTheSameNumbers() {
        Random random = new Random(7);
        Map<DeliveryId, DeliveryHistory> known = new HashMap<>();
        List<Written> topic = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            now = now.plusSeconds(random.nextInt(60));
            topic.add(next(random, known));
        }
        try (HistoryDisk disk = open(1)) {
            replay(disk, topic, 0);

            assertThat(told(disk)).isEqualTo(recount(topic));
        }
    }

    @Test
    void moreEndpointsThanMemoryHoldsAreCountedAll() {
        try (HistoryDisk disk = open(2)) {
            List<EndpointId> many = new ArrayList<>();
            for (int i = 0; i < 2 * HistoryStatistics.UNWRITTEN_MAX + 1; i++) {
                many.add(new EndpointId("ep_%016d".formatted(i)));
                put(disk, new Written(history(many.getLast(), i), true), i);
            }

            assertThat(disk.statistics(Set.copyOf(many)))
                    .hasSize(many.size())
                    .allMatch(each -> each.total().attempts() == 1);
        }
    }

    @Test
    void hoursAreDroppedWhenTheyAreOver() {
        try (HistoryDisk disk = open(3)) {
            put(disk, new Written(history(ENDPOINTS.getFirst(), 1), true), 0);
            commit(disk, 0);
            now = now.plus(Duration.ofHours(23));
            assertThat(total(disk)).isOne();

            now = now.plus(Duration.ofHours(2));
            commit(disk, 1);
            now = START;

            assertThat(total(disk)).isZero();
        }
    }

    private long total(HistoryDisk disk) {
        return disk.statistics(Set.of(ENDPOINTS.getFirst())).getFirst().total().attempts();
    }

    private HistoryDisk open(int number) {
        InstantSource clock = () -> now;
        return new HistoryDisk(folder.resolve("disk" + number), clock);
    }

    private static void replay(HistoryDisk disk, List<Written> topic, int from) {
        for (int offset = from; offset < topic.size(); offset++) {
            put(disk, topic.get(offset), offset);
        }
    }

    private static void put(HistoryDisk disk, Written record, long offset) {
        byte[] value = HistoryCodec.write(record.history());
        HistoryHead head = HistoryHead.read(value);
        assertThat(head.attempted()).isEqualTo(record.attempted());
        disk.write(record.history().id(), head, value, offset);
    }

    private static void commit(HistoryDisk disk, long offset) {
        disk.note(OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }

    /** The next offset to read; what a store begins with that was not committed is all. */
    private static int committed(HistoryDisk disk) {
        byte[] noted = disk.noted(OFFSET);
        return noted == null ? 0 : (int) ByteBuffer.wrap(noted).getLong() + 1;
    }

    private Map<String, String> told(HistoryDisk disk) {
        Map<String, String> told = new TreeMap<>();
        for (EndpointStatistics each : disk.statistics(Set.copyOf(ENDPOINTS))) {
            assertThat(each.hours()).hasSize(EndpointStatistics.HOURS);
            each.hours().stream()
                    .filter(hour -> hour.tally().attempts() > 0)
                    .forEach(hour ->
                            told.put(each.endpoint() + " " + hour.from(), text(hour.tally())));
        }
        return told;
    }

    private Map<String, String> recount(List<Written> topic) {
        Instant until = now.truncatedTo(ChronoUnit.HOURS).plusSeconds(3_600);
        Map<String, AttemptTally> tallies = new TreeMap<>();
        topic.stream()
                .filter(Written::attempted)
                .filter(each ->
                        !each.attempt().startedAt().isBefore(until.minus(Duration.ofHours(24))))
                .forEach(each ->
                        tallies.computeIfAbsent(
                                        each.endpoint()
                                                + " "
                                                + each.attempt()
                                                        .startedAt()
                                                        .truncatedTo(ChronoUnit.HOURS),
                                        _ -> new AttemptTally())
                                .add(
                                        each.attempt().outcome().label(),
                                        each.attempt().duration().toMillis()));
        Map<String, String> texts = new TreeMap<>();
        tallies.forEach((key, tally) -> texts.put(key, text(tally)));
        return texts;
    }

    private static String text(AttemptTally tally) {
        return "%d %d %s %s %s"
                .formatted(
                        tally.attempts(),
                        tally.succeeded(),
                        tally.failures(),
                        tally.percentileMillis(50),
                        tally.percentileMillis(95));
    }

    /** Another attempt of a delivery, or a record of one without an attempt. */
    private Written next(RandomGenerator random, Map<DeliveryId, DeliveryHistory> known) {
        EndpointId endpoint = ENDPOINTS.get(random.nextInt(ENDPOINTS.size()));
        DeliveryHistory before = history(endpoint, random.nextInt(60));
        before = known.getOrDefault(before.id(), before);
        boolean first = !known.containsKey(before.id());
        boolean attempted = first || random.nextInt(4) > 0;
        List<Attempt> attempts = new ArrayList<>(first ? List.of() : before.attempts());
        if (attempted) {
            attempts.add(
                    new Attempt(
                            attempts.size() + 1,
                            now.truncatedTo(ChronoUnit.MILLIS),
                            Duration.ofMillis(random.nextInt(20_000)),
                            outcome(random)));
        }
        DeliveryHistory after =
                new DeliveryHistory(
                        before.id(),
                        endpoint,
                        before.event(),
                        Trigger.EVENT,
                        0,
                        attempted ? attempted(random) : without(random),
                        attempts,
                        now);
        known.put(after.id(), after);
        return new Written(after, attempted);
    }

    private DeliveryStatus attempted(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new DeliveryStatus.Waiting(now);
            case 1 -> new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED);
            case 2 -> new DeliveryStatus.Dead(DeadLetterReason.GONE);
            default -> new DeliveryStatus.Delivered();
        };
    }

    private static DeliveryStatus without(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_PAUSED);
            case 1 -> new DeliveryStatus.Dead(DeadLetterReason.ENDPOINT_DISABLED);
            default -> new DeliveryStatus.Cancelled();
        };
    }

    private static AttemptOutcome outcome(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> new AttemptOutcome.NoResponse(ErrorKind.TIMEOUT, "late");
            case 1 ->
                    new AttemptOutcome.ErrorStatus(
                            300 + random.nextInt(300), Optional.empty(), "\"status\":200");
            default -> new AttemptOutcome.Success(200 + random.nextInt(100), "fine");
        };
    }

    private DeliveryHistory history(EndpointId endpoint, int number) {
        EventId event = new EventId("evt_" + number);
        return new DeliveryHistory(
                DeliveryId.of(event, START).to(endpoint),
                endpoint,
                new SourceEvent(
                        event,
                        new EventType("message.created"),
                        new AccountId("acme"),
                        START,
                        new SourceEvent.Origin(0, number),
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                0,
                new DeliveryStatus.Delivered(),
                List.of(
                        new Attempt(
                                1,
                                now,
                                Duration.ofMillis(12),
                                new AttemptOutcome.Success(200, ""))),
                START);
    }
}
