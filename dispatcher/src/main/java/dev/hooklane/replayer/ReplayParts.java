package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplaySelection.What;

/**
 * What a replay is done with.
 *
 * @param known deliveries that the history has
 * @param past events that never became a delivery
 * @param instance this instance's name
 */
record ReplayParts(
        OwnHistory history,
        EndpointDirectory directory,
        Erasures erasures,
        DeliverySource known,
        DeliverySource past,
        String instance) {
    /** Where the replay's deliveries come from. */
    DeliverySource source(Replay replay) {
        return switch (replay.selection().what()) {
            case What.InStatus _, What.Missed _ -> known;
            case What.PastEvents _ -> past;
        };
    }

    /** Whether the delivery's event is erased, by itself. */
    boolean isErased(AccountId account, DeliveryId delivery) {
        return !erasures.isEmpty()
                && erasures.all().stream()
                        .filter(each -> each.account().equals(account))
                        .flatMap(each -> each.event().stream())
                        .map(DeliveryId::eventCode)
                        .anyMatch(delivery.eventCode()::equals);
    }
}
