package dev.hooklane.erasure;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The erasure of an account, or of one of its events, from everywhere, and its progress.
 *
 * @param event the only event to erase; empty to erase the whole account
 * @param erasedAt the erasure of an account covers everything appended until then; the account may
 *     be used again afterwards
 * @param by the instance that carries it out
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

    /** Reports whether the erasure covers the event. */
    public boolean covers(AccountId owner, EventId id, Instant appendedAt) {
        return account.equals(owner)
                && event.map(id::equals).orElseGet(() -> !appendedAt.isAfter(erasedAt));
    }

    /** Returns this erasure with new progress for one place. */
    public Erasure with(ErasedPlace place, Instant now) {
        List<ErasedPlace> all =
                places.stream()
                        .map(each -> each.place().equals(place.place()) ? place : each)
                        .toList();
        boolean done = all.stream().allMatch(ErasedPlace::done);
        return new Erasure(
                id, account, event, erasedAt, by, done ? Optional.of(now) : Optional.empty(), all);
    }

    /** Returns this erasure, to be continued by another instance. */
    public Erasure takenOver(String instance) {
        return new Erasure(id, account, event, erasedAt, instance, doneAt, places);
    }
}
