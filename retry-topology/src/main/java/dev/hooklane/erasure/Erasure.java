package dev.hooklane.erasure;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That an account, or one of its events, is erased from everywhere, and how far that has come.
 *
 * @param event the only event it is about; empty for all of the account
 * @param erasedAt an account's erasure covers what was appended until then; the account may be used
 *     anew afterwards
 * @param by the instance that does it
 * @param doneAt when the last place was done
 */
public record Erasure(
        ErasureId id,
        AccountId account,
        Optional<EventId> event,
        Instant erasedAt,
        String by,
        Optional<Instant> doneAt,
        List<ErasedPlace> places) {
    public Erasure {
        places = List.copyOf(places);
    }

    public boolean isDone() {
        return doneAt.isPresent();
    }

    /** Whether the event is to be gone. */
    public boolean covers(AccountId owner, EventId id, Instant appendedAt) {
        return account.equals(owner)
                && event.map(id::equals).orElseGet(() -> !appendedAt.isAfter(erasedAt));
    }

    /** The same with what a place has come to. */
    public Erasure with(ErasedPlace place, Instant now) {
        List<ErasedPlace> all =
                places.stream()
                        .map(each -> each.place().equals(place.place()) ? place : each)
                        .toList();
        boolean done = all.stream().allMatch(ErasedPlace::done);
        return new Erasure(
                id, account, event, erasedAt, by, done ? Optional.of(now) : Optional.empty(), all);
    }

    /** The same, gone on with by another instance. */
    public Erasure takenOver(String instance) {
        return new Erasure(id, account, event, erasedAt, instance, doneAt, places);
    }
}
