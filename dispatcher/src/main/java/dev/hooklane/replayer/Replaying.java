package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.lookup.EventLookup;
import dev.hooklane.lookup.SearchPace;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.Replays;
import dev.hooklane.supervision.SupervisedThread;
import dev.hooklane.topic.FollowedTopic;
import dev.hooklane.topic.Topics;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** This instance's part in replays: counts what a replay would cover, and runs its own. */
public final class Replaying implements AutoCloseable {
    private final ReplayRunParts parts;
    private final Replays replays;
    private final Replayer replayer;
    private final CountTurns turns = new CountTurns();

    /**
     * The parts that replays share with the rest of their instance.
     *
     * @param events that are replayed if they never became a delivery, and the payloads of all
     * @param instance this instance's name
     */
    public record Shared(
            Brokers brokers,
            EventLookup events,
            HistoryStore history,
            EndpointDirectory directory,
            Erasures erasures,
            ReplayMeter meter,
            String instance) {}

    /**
     * The brokers that replays write to.
     *
     * @param producers how to reach them as a producer
     */
    public record Brokers(Topics topics, Map<String, ?> producers, Admin admin) {}

    private Replaying(Shared shared, Replays replays, FollowedTopic followed) {
        this.replays = replays;
        InstantSource clock = InstantSource.system();
        OwnHistory history = new StoredHistory(shared.history());
        parts =
                new ReplayRunParts(
                        history,
                        shared.directory(),
                        shared.erasures(),
                        knownDeliveries(shared.events(), history, clock),
                        pastEvents(shared.events(), history, clock),
                        shared.instance());
        replayer =
                new Replayer(
                        parts,
                        replays,
                        writes(shared.brokers(), followed),
                        shared.brokers().topics(),
                        followed::caughtUp,
                        shared.meter(),
                        clock);
    }

    private static DeliverySource knownDeliveries(
            EventLookup events, OwnHistory history, InstantSource clock) {
        return new KnownDeliveries(
                history,
                deliveries ->
                        events.payloads()
                                .payloads(deliveries.stream().map(DeliveryHistory::event).toList()),
                clock,
                SearchPace.Time.SYSTEM);
    }

    private static DeliverySource pastEvents(
            EventLookup events, OwnHistory history, InstantSource clock) {
        return new PastEvents(
                new EventsTopic(events.consumers(), events.topic(), SearchPace.Time.SYSTEM),
                events.records(),
                events.marks(),
                events.ownMarks(),
                history,
                clock);
    }

    private static BatchWrites writes(Brokers brokers, FollowedTopic followed) {
        String topic = brokers.topics().replays();
        return new TransactionalWrites(
                partition -> TransactionalWrites.producer(brokers.producers(), topic, partition),
                new ReadToEnd(brokers.admin(), followed, topic));
    }

    /**
     * Starts running the replays that are this instance's.
     *
     * @param replays all replays, which follow the topic
     */
    public static Replaying start(Shared shared, Replays replays, FollowedTopic followed) {
        Replaying replaying = new Replaying(shared, replays, followed);
        replaying.replayer.start();
        return replaying;
    }

    /** Returns the thread that runs them. */
    public SupervisedThread thread() {
        return replayer.thread();
    }

    /**
     * Returns all replays that are not forgotten, including those of other instances, without
     * erased ones.
     */
    public Collection<Replays.Known> all() {
        return replays.all().stream().filter(this::isKept).toList();
    }

    /** Returns how many have not ended. */
    public int unfinished() {
        return (int) all().stream().filter(known -> !known.hasEnded()).count();
    }

    /** Reports whether the replay is not erased. */
    public boolean isKept(Replays.Known known) {
        Replay replay = known.replay();
        return !parts.erasures().covers(replay.account(), replay.startedAt());
    }

    /**
     * Counts the deliveries that a replay would cover, by this instance's history of the endpoint.
     *
     * @throws dev.hooklane.history.HistoryUnavailableException if they can't be counted here now
     * @throws dev.hooklane.share.ShareUsedUpException if too many counts are running
     */
    public ReplayCount count(Replay replay, Endpoint endpoint) {
        return turns.count(() -> parts.source(replay).count(replay, endpoint));
    }

    @Override
    public void close() {
        replayer.close();
    }
}
