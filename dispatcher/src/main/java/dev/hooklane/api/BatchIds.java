package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.RejectReason;
import dev.hooklane.filter.EventDigest;
import dev.hooklane.problem.ProblemCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ids of a batch's events. It detects two different events with the same id before they are
 * written.
 */
final class BatchIds {
    private final Map<Owner, Optional<byte[]>> digests = new HashMap<>();

    private record Owner(AccountId account, EventId id) {}

    /**
     * Checks the next event.
     *
     * @throws ProblemException if an earlier event of the same account has its id and other
     *     contents
     */
    void require(EventPublishing.Owned owned) {
        Owner owner = new Owner(owned.account(), owned.event().id());
        Optional<byte[]> digest = EventDigest.of(owned.event());
        Optional<byte[]> first = digests.putIfAbsent(owner, digest);
        if (first != null
                && first.isPresent()
                && digest.isPresent()
                && !Arrays.equals(first.get(), digest.get())) {
            throw Problem.invalid(
                    ProblemCode.EVENT_ID_REUSED,
                    "id",
                    "id %s is that of another event of this batch: %s"
                            .formatted(owner.id(), RejectReason.ID_REUSED.code()));
        }
    }
}
