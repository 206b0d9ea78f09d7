package dev.hooklane.erasure;

import java.time.Instant;
import java.util.Optional;

/**
 * The progress of an erasure in one place.
 *
 * @param place the topic's name, or another place that keeps data
 * @param removed how many removals were written there
 * @param done whether there is nothing left to do except wait
 * @param goneBy when the last copy on the brokers' disks is gone too; empty while that is unknown,
 *     or if no date can be promised
 * @param problem why the last erasing here failed; empty if it succeeded
 */
public record ErasedPlace(
        String place, long removed, boolean done, Optional<Instant> goneBy, String problem) {

    /** Returns a place where nothing has been done yet. */
    public static ErasedPlace untouched(String place) {
        return new ErasedPlace(place, 0, false, Optional.empty(), "");
    }

    public static ErasedPlace finished(String place, long removed, Optional<Instant> goneBy) {
        return new ErasedPlace(place, removed, true, goneBy, "");
    }

    /** Returns this place after a failure. */
    public ErasedPlace failed(String why) {
        return new ErasedPlace(place, removed, false, goneBy, why);
    }
}
