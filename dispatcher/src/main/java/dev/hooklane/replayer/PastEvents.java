package dev.hooklane.replayer;

import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.fanout.OwnMarks;
import dev.hooklane.fanout.TestMarks;
import dev.hooklane.filter.EventData;
import dev.hooklane.lookup.EventRecords;
import dev.hooklane.lookup.HeaderTexts;
import dev.hooklane.lookup.SearchPace;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCursor;
import dev.hooklane.replay.ReplayCursor.Stretch;
import dev.hooklane.replay.SkipReason;
import dev.hooklane.topic.TraceHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Events that never became a delivery to an endpoint that would get them now: they are older than
 * the endpoint, or than its current selection. They become deliveries with the ids that the fan-out
 * would have given them. For one thread at a time.
 */
final class PastEvents implements DeliverySource {
    /** How long a turn keeps reading if nothing is for the endpoint. */
    private static final long TURN_MILLIS = 500;

    private final EventsTopic topic;
    private final EventRecords records;
    private final TestMarks marks;
    private final OwnMarks ownMarks;
    private final OwnHistory history;
    private final InstantSource clock;

    PastEvents(
            EventsTopic topic,
            EventRecords records,
            TestMarks marks,
            OwnMarks ownMarks,
            OwnHistory history,
            InstantSource clock) {
        this.topic = topic;
        this.records = records;
        this.marks = marks;
        this.ownMarks = ownMarks;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public Batch next(
            Replay replay, Endpoint endpoint, ReplayCursor cursor, Set<DeliveryId> open, int most) {
        Search search = new Search(replay, endpoint, open);
        long until = clock.millis() + TURN_MILLIS;
        ReplayCursor next =
                read(
                        replay,
                        cursor,
                        search,
                        () ->
                                search.found.size() < most
                                        && search.bytes < Batch.BYTES_MAX
                                        && clock.millis() < until);
        return new Batch(
                search.found,
                next,
                search.had == 0 ? Map.of() : Map.of(SkipReason.HAD_DELIVERY, search.had));
    }

    @Override
    public ReplayCount count(Replay replay, Endpoint endpoint) {
        Search search = new Search(replay, endpoint, Set.of());
        ReplayCount.Tally tally = new ReplayCount.Tally();
        long until = clock.millis() + ReplayCount.PATIENCE.toMillis();
        ReplayCursor at =
                read(
                        replay,
                        new ReplayCursor.Start(),
                        record -> {
                            search.accept(record);
                            search.found.forEach(each -> tally.add(each.id()));
                            search.found.clear();
                        },
                        () -> clock.millis() < until);
        return tally.counted(!(at instanceof ReplayCursor.End));
    }

    /** Reads on while more is wanted, and returns how far it got. */
    private ReplayCursor read(
            Replay replay,
            ReplayCursor cursor,
            Consumer<ConsumerRecord<byte[], byte[]>> taker,
            BooleanSupplier goOn) {
        List<Stretch> left =
                switch (cursor) {
                    case ReplayCursor.Start _ -> topic.stretches(replay.selection().from());
                    case ReplayCursor.InEvents(List<Stretch> stretches) -> stretches;
                    case ReplayCursor.After _, ReplayCursor.End _ -> List.of();
                };
        List<Stretch> rest = new ArrayList<>(left);
        SearchPace pace = topic.pace();
        while (!rest.isEmpty() && goOn.getAsBoolean()) {
            Stretch before = rest.removeFirst();
            Stretch after = topic.read(before, replay.startedAt(), taker, pace, goOn);
            if (after.next() < after.end()) {
                rest.addFirst(after);
            }
        }
        return rest.isEmpty() ? new ReplayCursor.End() : new ReplayCursor.InEvents(rest);
    }

    /** Finds the records that are for the endpoint. */
    private final class Search implements Consumer<ConsumerRecord<byte[], byte[]>> {
        private final Replay replay;
        private final Endpoint endpoint;

        /** An event may be on the topic twice. */
        private final Set<DeliveryId> sent;

        private final List<Delivery> found = new ArrayList<>();
        private long bytes;
        private long had;

        Search(Replay replay, Endpoint endpoint, Set<DeliveryId> open) {
            this.replay = replay;
            this.endpoint = endpoint;
            this.sent = new HashSet<>(open);
        }

        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) {
            // Later records met the endpoint as it is now.
            boolean isEarlier = record.timestamp() < endpoint.updatedAt().toEpochMilli();
            Optional<AccountId> account = isEarlier ? records.account(record) : Optional.empty();
            if (account.filter(replay.account()::equals).isPresent()) {
                records.event(record).ifPresent(event -> take(record, event));
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record, Event event) {
            DeliveryId id = DeliveryId.of(event.id(), event.timestamp()).to(endpoint.id());
            if (!replay.selection().covers(event.type(), id)
                    || !endpoint.eventTypes().matches(event.type())
                    || !endpoint.eventTypes()
                            .letsThrough(event.type(), new EventData(event.payload()))
                    // A test event was for one endpoint only.
                    || marks.isTest(record.headers(), event.id())
                    || !sent.add(id)) {
                return;
            }
            if (history.find(id).isPresent()) {
                had++;
                return;
            }
            if (isForged(record, event)) {
                return;
            }
            found.add(
                    Delivery.first(
                            id,
                            endpoint.id(),
                            source(record, event),
                            Trigger.REPLAY,
                            event.payload()));
            bytes += event.payload().sizeBytes();
        }

        private boolean isForged(ConsumerRecord<byte[], byte[]> record, Event event) {
            return ownMarks.forgery(
                            HeaderTexts.of(record.headers()),
                            replay.account(),
                            event,
                            Instant.ofEpochMilli(record.timestamp()))
                    .isPresent();
        }

        private SourceEvent source(ConsumerRecord<byte[], byte[]> record, Event event) {
            return new SourceEvent(
                    event.id(),
                    event.type(),
                    replay.account(),
                    Instant.ofEpochMilli(record.timestamp()),
                    new SourceEvent.Origin(record.partition(), record.offset()),
                    TraceHeaders.parent(record.headers()),
                    TraceHeaders.state(record.headers()));
        }
    }
}
