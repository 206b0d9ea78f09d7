package dev.hooklane.fanout;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.EventRules;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.RejectReason;
import dev.hooklane.filter.EventData;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which records of the events topic are valid events, by their content, by the catalogue's
 * rules for their type, and by the marks of Hooklane's own. Before rejecting a record because of
 * the catalogue, it waits until the catalogue has caught up with the record's publication. Any
 * thread may use it.
 */
public final class EventGate {
    private final Catalogue catalogue;
    private final EventReader reader;
    private final EventRules rules;
    private final OwnMarks marks;
    private final CatchUp catchUp;

    /** Waits for the catalogue to catch up with its topic. */
    public interface CatchUp {
        /**
         * Waits until the catalogue has everything that was written to its topic before this record
         * of the events topic.
         *
         * @return false if that could not be confirmed within a bounded time
         */
        boolean await(int partition, long offset);
    }

    /** The decision about a record. */
    sealed interface Verdict {
        /** The record is a valid event; its data is parsed only when it is needed. */
        record Passed(Event event, EventData data) implements Verdict {}

        /**
         * The record goes to the rejected topic.
         *
         * @param event present if the record is an event, but breaks the catalogue's rules for its
         *     type
         */
        record TurnedAway(Optional<Event> event, EventReading.Rejected why) implements Verdict {}
    }

    public EventGate(Catalogue catalogue, OwnMarks marks, CatchUp catchUp) {
        this.catalogue = catalogue;
        this.reader = new EventReader(catalogue);
        this.rules = new EventRules(catalogue);
        this.marks = marks;
        this.catchUp = catchUp;
    }

    /** Reads the account of a record. */
    AccountReading account(byte @Nullable [] key, Map<String, String> headers) {
        return reader.readAccount(key, headers);
    }

    /**
     * Decides whether a record is accepted.
     *
     * @param place the record's place on the events topic
     */
    Verdict judge(
            AccountId account,
            byte @Nullable [] value,
            Map<String, String> headers,
            Instant appendedAt,
            RecordPlace place) {
        long known = catalogue.changes();
        Verdict verdict = judgeNow(account, value, headers, appendedAt);
        if (!(verdict instanceof Verdict.TurnedAway away) || !isByCatalogue(away.why().reason())) {
            return verdict;
        }
        boolean current = catchUp.await(place.partition(), place.offset());
        if (catalogue.changes() != known) {
            return judgeNow(account, value, headers, appendedAt);
        }
        return current ? away : doubted(away);
    }

    private Verdict judgeNow(
            AccountId account,
            byte @Nullable [] value,
            Map<String, String> headers,
            Instant appendedAt) {
        return switch (reader.read(value, headers, appendedAt)) {
            case EventReading.Rejected why -> new Verdict.TurnedAway(Optional.empty(), why);
            case EventReading.Accepted(Event event) -> {
                EventData data = new EventData(event.payload());
                yield marks.forgery(headers, account, event, appendedAt)
                        .or(() -> rules.broken(event, data, appendedAt))
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
