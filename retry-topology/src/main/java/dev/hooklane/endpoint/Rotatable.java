package dev.hooklane.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What signs an endpoint's requests until it is replaced and the overlap has ended.
 *
 * @param <T> what it is
 */
public sealed interface Rotatable<T extends Rotatable<T>> permits EndpointSecret, SigningKey {
    Instant createdAt();

    /** Returns when it stops signing; empty for the current one. */
    Optional<Instant> validUntil();

    /** Reports whether it could not be opened, so that it can't sign. */
    boolean sealed();

    /** Returns the same with another end. */
    T withEnd(Instant end);

    default boolean validAt(Instant now) {
        return validUntil().map(now::isBefore).orElse(true);
    }

    /** Returns the same, valid until {@code latest} at the latest. */
    default T endingBy(Instant latest) {
        return withEnd(validUntil().filter(latest::isAfter).orElse(latest));
    }

    /**
     * Returns a new one and those that stay valid for the overlap, newest first.
     *
     * @param before newest first, at least one
     * @param fresh makes the new one, of the given time
     */
    static <T extends Rotatable<T>> List<T> rotated(
            List<T> before, Function<Instant, T> fresh, Instant now, Duration overlap) {
        // Where only one signature fits, the one with the latest time signs. So the new one is
        // always later than the last, whatever the clock says.
        Instant afterLast = before.getFirst().createdAt().plusMillis(1);
        List<T> rotated = new ArrayList<>();
        rotated.add(fresh.apply(now.isBefore(afterLast) ? afterLast : now));
        // One that can't be opened can't sign either, and would keep the endpoint sealed.
        before.stream()
                .filter(each -> !each.sealed())
                .map(each -> each.endingBy(now.plus(overlap)))
                .filter(each -> each.validAt(now))
                .forEach(rotated::add);
        return rotated;
    }
}
