package dev.hooklane.history;

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
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A history on disk, and a model of what it must hold. */
final class ModelledDisk {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    private static final List<AccountId> ACCOUNTS =
            List.of(new AccountId("acme"), new AccountId("bolt"));

    static final List<EndpointId> ENDPOINTS =
            List.of(
                    new EndpointId("ep_0000000000000000"),
                    new EndpointId("ep_5555555555555555"),
                    new EndpointId("ep_zzzzzzzzzzzzzzzz"));

    static final List<EventType> TYPES =
            List.of(new EventType("message.created"), new EventType("bot.updated"));
    private static final List<DeliveryStatus.Kind> STATUSES = List.of(DeliveryStatus.Kind.values());

    private final Path folder;
    HistoryDisk disk;
    long offset;
    private final Map<DeliveryId, DeliveryHistory> model = new HashMap<>();

    ModelledDisk(Path folder) {
        this.folder = folder;
        open();
    }

    void open() {
        disk = new HistoryDisk(folder.resolve("disk"), InstantSource.fixed(NOW));
    }

    void close() {
        disk.close();
    }

    HistoryWalk walk(RandomGenerator random) {
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

    List<DeliveryHistory> expected(HistoryWalk walk) {
        return model.values().stream()
                .filter(each -> each.endpoint().equals(walk.endpoint()))
                .filter(each -> walk.statuses().contains(each.status().kind()))
                .filter(walk.wanted())
                .filter(each -> walk.from().map(at -> !time(each).isBefore(at)).orElse(true))
                .filter(each -> walk.until().map(at -> time(each).isBefore(at)).orElse(true))
                .sorted(Comparator.comparing(each -> each.id().value()))
                .toList();
    }

    static List<String> brief(List<DeliveryHistory> deliveries) {
        return deliveries.stream()
                .map(each ->
                        "%s %s %d"
                                .formatted(each.id(), each.status().name(), each.attempts().size()))
                .toList();
    }

    List<DeliveryHistory> all(HistoryQuery query) {
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

    List<DeliveryHistory> expected(HistoryQuery query) {
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

    /** Returns how many deliveries of these endpoints wait. */
    long waiting(Set<EndpointId> endpoints) {
        return model.values().stream()
                .filter(each -> endpoints.contains(each.endpoint()))
                .filter(each -> each.status() instanceof DeliveryStatus.Waiting)
                .count();
    }

    private static Instant time(DeliveryHistory history) {
        return history.event().publishedAt();
    }

    HistoryQuery query(RandomGenerator random) {
        boolean ofEvent = random.nextInt(4) == 0;
        boolean ofEndpoints = random.nextBoolean();
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
        return IntStream.range(0, 40).mapToObj(ModelledDisk::at).toList();
    }

    private static <T> Optional<T> maybe(RandomGenerator random, List<T> of) {
        return Optional.of(of.get(random.nextInt(of.size()))).filter(_ -> random.nextInt(3) == 0);
    }

    /** Of few events, so that deliveries come again with another status. */
    DeliveryHistory history(RandomGenerator random) {
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
        // A delivery is paused or cancelled without an attempt, and never delivered.
        if (status instanceof DeliveryStatus.Delivered || random.nextInt(4) > 0) {
            attempts.add(attempt(attempts.size() + 1));
        }
        boolean retried = !(before.status() instanceof DeliveryStatus.Waiting);
        return new DeliveryHistory(
                next.id(),
                next.endpoint(),
                next.event(),
                Trigger.EVENT,
                before.round() + (retried ? 1 : 0),
                status,
                attempts,
                NOW);
    }

    void write(DeliveryHistory history) {
        model.put(history.id(), history);
        put(history);
    }

    void put(DeliveryHistory history) {
        byte[] value = HistoryCodec.write(history);
        disk.write(history.id(), HistoryHead.read(value), value, offset++);
    }

    DeliveryHistory history(int endpoint, int event, int type, DeliveryStatus status) {
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

    HistoryPage<DeliveryHistory> page(HistoryQuery query) {
        return HistoryDisk.page(query, Map.of(disk, query));
    }
}
