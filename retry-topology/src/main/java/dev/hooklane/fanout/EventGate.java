package dev.hooklane.fanout;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.EventRules;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.RejectReason;
import dev.hooklane.filter.EventData;
import dev.hooklane.topic.RecordPlace;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which records of the events topic are events that may go on: by what they are, and by
 * what the catalogue says of their type. Before it turns one away for the catalogue's sake it sees
 * to it that the catalogue is that of when the record was published. Any thread may use it.
 */
public final class EventGate {
    private final Catalogue catalogue;
    private final EventReader reader;
    private final EventRules rules;
    private final CatchUp catchUp;

    /** Lets the catalogue catch up with its topic. */
    public interface CatchUp {
        /**
         * Waits until the catalogue has all that was written to it before the record that stands
         * there on the events topic.
         *
         * @return false if that could not be made sure of in a bounded time
         */
        boolean await(int partition, long offset);
    }

    /** What is decided of a record. */
    sealed interface Verdict {
        /** It is an event; its data is read if somebody asks for it. */
        record Passed(Event event, EventData data) implements Verdict {}

        /**
         * It goes to the rejected topic.
         *
         * @param event if it is one, but of no type that is accepted now
         */
        record TurnedAway(Optional<Event> event, EventReading.Rejected why) implements Verdict {}
    }

    public EventGate(Catalogue catalogue, CatchUp catchUp) {
        this.catalogue = catalogue;
        this.reader = new EventReader(catalogue);
        this.rules = new EventRules(catalogue);
        this.catchUp = catchUp;
    }

    /** Tells whose event a record is. */
    AccountReading account(byte @Nullable [] key, Map<String, String> headers) {
        return reader.readAccount(key, headers);
    }

    /**
     * Decides.
     *
     * @param place where the record stands
     */
    Verdict judge(
            byte @Nullable [] value,
            Map<String, String> headers,
            Instant appendedAt,
            RecordPlace place) {
        long known = catalogue.changes();
        Verdict verdict = judgeNow(value, headers, appendedAt);
        if (!(verdict instanceof Verdict.TurnedAway away) || !isByCatalogue(away.why().reason())) {
            return verdict;
        }
        boolean current = catchUp.await(place.partition(), place.offset());
        if (catalogue.changes() != known) {
            return judgeNow(value, headers, appendedAt);
        }
        return current ? away : doubted(away);
    }

    private Verdict judgeNow(
            byte @Nullable [] value, Map<String, String> headers, Instant appendedAt) {
        return switch (reader.read(value, headers, appendedAt)) {
            case EventReading.Rejected why -> new Verdict.TurnedAway(Optional.empty(), why);
            case EventReading.Accepted(Event event) -> {
                EventData data = new EventData(event.payload());
                yield rules.broken(event, data, appendedAt)
                        .<Verdict>map(why -> new Verdict.TurnedAway(Optional.of(event), why))
                        .orElseGet(() -> new Verdict.Passed(event, data));
            }
        };
    }

    private static boolean isByCatalogue(RejectReason reason) {
        return reason == RejectReason.UNKNOWN_TYPE
                || reason == RejectReason.ARCHIVED_TYPE
                || reason == RejectReason.SCHEMA_MISMATCH;
    }

    private static Verdict doubted(Verdict.TurnedAway away) {
        return new Verdict.TurnedAway(
                away.event(),
                new EventReading.Rejected(
                        away.why().reason(),
                        away.why().detail()
                                + "; the catalogue could not be read up to when it was published"));
    }
}
