package dev.hooklane.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryDiskTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final List<AccountId> ACCOUNTS =
            List.of(new AccountId("acme"), new AccountId("bolt"));
    private static final List<EndpointId> ENDPOINTS =
            List.of(
                    new EndpointId("ep_0000000000000000"),
                    new EndpointId("ep_5555555555555555"),
                    new EndpointId("ep_zzzzzzzzzzzzzzzz"));
    private static final List<EventType> TYPES =
            List.of(new EventType("message.created"), new EventType("bot.updated"));
    private static final List<DeliveryStatus.Kind> STATUSES = List.of(DeliveryStatus.Kind.values());

    @TempDir private Path folder;
    private HistoryDisk disk;
    private long offset;
    private final Map<DeliveryId, DeliveryHistory> model = new HashMap<>();

    @BeforeEach
    void open() {
        disk = new HistoryDisk(folder.resolve("disk"), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void pagesAreWhatALookAtEveryRecordWouldFind() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                write(history(random));
            }
            HistoryQuery query = query(random);

            assertThat(brief(all(query)))
                    .as("seed %d, %s", seed, query)
                    .isEqualTo(brief(expected(query)));
        }
    }

    @Test
    void aDeliveryThatIsForgottenIsOnNoList() {
        DeliveryHistory dead =
                history(0, 0, 0, new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED));
        put(dead);
        disk.forget(dead.id());

        assertThat(disk.find(dead.id())).isEmpty();
        assertThat(all(inStatus(DeliveryStatus.Kind.DEAD))).isEmpty();
        assertThat(all(HistoryQuery.ofEvent(dead.event().id(), Optional.empty(), 5))).isEmpty();
    }

    @Test
    void aPageEndsAfterItsShareOfWorkAndSaysWhereToGoOn() {
        for (int i = 0; i <= HistoryScan.LOOKED_AT_MAX; i++) {
            DeliveryHistory each = history(0, i, 0, new DeliveryStatus.Delivered());
            put(each);
        }
        HistoryQuery query = ofEndpoint(0, Optional.of(TYPES.get(1)));

        HistoryPage<DeliveryHistory> first = page(query);

        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(page(query.after(first.next().orElseThrow())))
                .isEqualTo(new HistoryPage<>(List.of(), Optional.empty()));
    }

    @Test
    void walksComePastEachDeliveryOnceTheEarliestEventFirst() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                write(history(random));
            }
            HistoryWalk walk = walk(random);

            assertThat(brief(walked(walk)))
                    .as("seed %d, %s", seed, walk)
                    .isEqualTo(brief(expected(walk)));
        }
    }

    @Test
    void aWalkEndsAfterItsShareOfWorkAndSaysWhereToGoOn() {
        for (int i = 0; i <= HistoryWalk.LOOKED_AT_MAX; i++) {
            DeliveryHistory each = history(0, i, 0, new DeliveryStatus.Delivered());
            byte[] value = HistoryCodec.write(each);
            disk.write(each.id(), HistoryHead.read(value), value, offset++);
        }
        HistoryWalk walk =
                new HistoryWalk(
                        ENDPOINTS.getFirst(),
                        Set.of(DeliveryStatus.Kind.DEAD, DeliveryStatus.Kind.DELIVERED),
                        Optional.empty(),
                        Optional.empty(),
                        each -> each.status() instanceof DeliveryStatus.Dead,
                        Optional.empty(),
                        10);

        HistoryStretch first = disk.walk(walk);
        HistoryStretch second = disk.walk(after(walk, first));

        assertThat(first.found()).isEmpty();
        assertThat(first.last()).isPresent();
        assertThat(first.isEnd()).isFalse();
        assertThat(second.found()).isEmpty();
        assertThat(second.isEnd()).isTrue();
    }

    private HistoryWalk walk(RandomGenerator random) {
        Set<DeliveryStatus.Kind> statuses =
                switch (random.nextInt(3)) {
                    case 0 -> Set.of(DeliveryStatus.Kind.DEAD);
                    case 1 -> Set.of(DeliveryStatus.Kind.DELIVERED);
                    default -> Set.of(DeliveryStatus.Kind.DEAD, DeliveryStatus.Kind.DELIVERED);
                };
        Optional<EventType> type = maybe(random, TYPES);
        return new HistoryWalk(
                ENDPOINTS.get(random.nextInt(3)),
                statuses,
                maybe(random, times()),
                maybe(random, times()),
                each -> type.map(each.event().type()::equals).orElse(true),
                Optional.empty(),
                1 + random.nextInt(7));
    }

    private List<DeliveryHistory> walked(HistoryWalk walk) {
        List<DeliveryHistory> all = new ArrayList<>();
        HistoryStretch stretch = disk.walk(walk);
        all.addAll(stretch.found());
        while (!stretch.isEnd()) {
            stretch = disk.walk(after(walk, stretch));
            assertThat(stretch.found()).hasSizeLessThanOrEqualTo(walk.limit());
            all.addAll(stretch.found());
        }
        return all;
    }

    private static HistoryWalk after(HistoryWalk walk, HistoryStretch stretch) {
        return new HistoryWalk(
                walk.endpoint(),
                walk.statuses(),
                walk.from(),
                walk.until(),
                walk.wanted(),
                stretch.last(),
                walk.limit());
    }

    private List<DeliveryHistory> expected(HistoryWalk walk) {
        return model.values().stream()
                .filter(each -> each.endpoint().equals(walk.endpoint()))
                .filter(each -> walk.statuses().contains(each.status().kind()))
                .filter(walk.wanted())
                .filter(each -> walk.from().map(at -> !time(each).isBefore(at)).orElse(true))
                .filter(each -> walk.until().map(at -> time(each).isBefore(at)).orElse(true))
                .sorted(Comparator.comparing(each -> each.id().value()))
                .toList();
    }

    @Test
    void whatWasWrittenBeforeACloseIsThereAfterIt() {
        DeliveryHistory kept = history(0, 0, 0, new DeliveryStatus.Delivered());
        put(kept);
        disk.note(new byte[] {'O'}, new byte[] {7});
        disk.close();
        open();

        assertThat(disk.find(kept.id())).contains(kept);
        assertThat(disk.noted(new byte[] {'O'})).containsExactly(7);
    }

    @Test
    void nobodyReadsOnceItIsClosed() {
        disk.close();

        assertThatThrownBy(() -> page(inStatus(DeliveryStatus.Kind.DEAD)))
                .isInstanceOf(InvalidStateStoreException.class);
    }

    private static List<String> brief(List<DeliveryHistory> deliveries) {
        return deliveries.stream()
                .map(each ->
                        "%s %s %d"
                                .formatted(each.id(), each.status().name(), each.attempts().size()))
                .toList();
    }

    private List<DeliveryHistory> all(HistoryQuery query) {
        List<DeliveryHistory> all = new ArrayList<>();
        HistoryPage<DeliveryHistory> page = page(query);
        all.addAll(page.items());
        while (page.next().isPresent()) {
            page = page(query.after(page.next().get()));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            all.addAll(page.items());
        }
        return all;
    }

    private List<DeliveryHistory> expected(HistoryQuery query) {
        return model.values().stream()
                .filter(each ->
                        query.endpoints().map(s -> s.contains(each.endpoint())).orElse(true))
                .filter(each -> query.event().map(each.event().id()::equals).orElse(true))
                .filter(each -> query.account().map(each.event().account()::equals).orElse(true))
                .filter(each -> query.type().map(each.event().type()::equals).orElse(true))
                .filter(each -> query.status().map(each.status().kind()::equals).orElse(true))
                .filter(each -> query.from().map(at -> !time(each).isBefore(at)).orElse(true))
                .filter(each -> query.until().map(at -> time(each).isBefore(at)).orElse(true))
                .sorted(
                        Comparator.comparing((DeliveryHistory each) -> each.id().value())
                                .reversed())
                .toList();
    }

    private static Instant time(DeliveryHistory history) {
        return history.event().publishedAt();
    }

    private HistoryQuery query(RandomGenerator random) {
        boolean ofEvent = random.nextInt(4) == 0;
        boolean ofEndpoints = !ofEvent && random.nextBoolean();
        DeliveryStatus.Kind status =
                STATUSES.get(random.nextInt(ofEvent || ofEndpoints ? 0 : 1, 4));
        return new HistoryQuery(
                maybe(random, ACCOUNTS),
                ofEndpoints
                        ? Optional.of(
                                Set.copyOf(ENDPOINTS.subList(random.nextInt(3), ENDPOINTS.size())))
                        : Optional.empty(),
                ofEvent ? Optional.of(event(random.nextInt(40))) : Optional.empty(),
                maybe(random, TYPES),
                ofEvent || ofEndpoints
                        ? Optional.of(status).filter(_ -> random.nextBoolean())
                        : Optional.of(status),
                maybe(random, times()),
                maybe(random, times()),
                Optional.empty(),
                1 + random.nextInt(7));
    }

    private static List<Instant> times() {
        return IntStream.range(0, 40).mapToObj(HistoryDiskTest::at).toList();
    }

    private static <T> Optional<T> maybe(RandomGenerator random, List<T> of) {
        return Optional.of(of.get(random.nextInt(of.size()))).filter(_ -> random.nextInt(3) == 0);
    }

    private HistoryQuery inStatus(DeliveryStatus.Kind status) {
        return new HistoryQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(status),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    private static HistoryQuery ofEndpoint(int endpoint, Optional<EventType> type) {
        return new HistoryQuery(
                Optional.empty(),
                Optional.of(Set.of(ENDPOINTS.get(endpoint))),
                Optional.empty(),
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    /** Of few events, so that deliveries come again with another status. */
    private DeliveryHistory history(RandomGenerator random) {
        int event = random.nextInt(40);
        DeliveryStatus status =
                switch (random.nextInt(4)) {
                    case 0 -> new DeliveryStatus.Waiting(NOW);
                    case 1 -> new DeliveryStatus.Dead(DeadLetterReason.GONE);
                    case 2 -> new DeliveryStatus.Cancelled();
                    default -> new DeliveryStatus.Delivered();
                };
        DeliveryHistory next = history(random.nextInt(3), event, event % 2, status);
        DeliveryHistory before = model.get(next.id());
        if (before == null) {
            return next;
        }
        List<Attempt> attempts = new ArrayList<>(before.attempts());
        attempts.add(attempt(attempts.size() + 1));
        return new DeliveryHistory(
                next.id(),
                next.endpoint(),
                next.event(),
                Trigger.EVENT,
                before.round(),
                status,
                attempts,
                NOW);
    }

    private void write(DeliveryHistory history) {
        model.put(history.id(), history);
        put(history);
    }

    private void put(DeliveryHistory history) {
        byte[] value = HistoryCodec.write(history);
        disk.write(history.id(), HistoryHead.read(value), value, offset++);
    }

    private static DeliveryHistory history(
            int endpoint, int event, int type, DeliveryStatus status) {
        SourceEvent source =
                new SourceEvent(
                        event(event),
                        TYPES.get(type),
                        ACCOUNTS.get(event % ACCOUNTS.size()),
                        at(event),
                        new SourceEvent.Origin(3, event),
                        Optional.empty(),
                        Optional.empty());
        EndpointId id = ENDPOINTS.get(endpoint);
        return new DeliveryHistory(
                DeliveryId.of(source.id(), at(event)).to(id),
                id,
                source,
                Trigger.EVENT,
                0,
                status,
                List.of(attempt(1)),
                NOW);
    }

    private static Attempt attempt(int number) {
        return new Attempt(
                number,
                NOW,
                Duration.ofMillis(12),
                new AttemptOutcome.ErrorStatus(500, Optional.empty(), "\"status\":\"dead\""));
    }

    private static EventId event(int number) {
        return new EventId("evt_" + number);
    }

    /** Two events share each time. */
    private static Instant at(int event) {
        return NOW.plusMillis(event / 2);
    }

    private HistoryPage<DeliveryHistory> page(HistoryQuery query) {
        return HistoryDisk.page(query, Map.of(disk, query));
    }
}
