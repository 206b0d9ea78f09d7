package dev.hooklane.erasure;

import java.time.Instant;
import java.util.Optional;

/**
 * What an erasure has come to in one place.
 *
 * @param place the topic's name, or what else keeps data
 * @param removed how many removals were written there
 * @param done whether nothing is left to be done there but to wait
 * @param goneBy when the last copy on the brokers' disks is gone too; empty while that is not
 *     known, or if no date can be promised
 * @param problem why the latest try did not succeed; empty if it did
 */
public record ErasedPlace(
        String place, long removed, boolean done, Optional<Instant> goneBy, String problem) {

    /** A place where nothing was done yet. */
    public static ErasedPlace untouched(String place) {
        return new ErasedPlace(place, 0, false, Optional.empty(), "");
    }

    public static ErasedPlace finished(String place, long removed, Optional<Instant> goneBy) {
        return new ErasedPlace(place, removed, true, goneBy, "");
    }

    /** The same after a try that did not succeed. */
    public ErasedPlace failed(String why) {
        return new ErasedPlace(place, removed, false, goneBy, why);
    }
}
