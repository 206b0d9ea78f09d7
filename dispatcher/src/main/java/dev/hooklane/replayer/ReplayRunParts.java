package dev.hooklane.replayer;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplaySelection.What;

/**
 * The parts that a replay needs.
 *
 * @param known deliveries in the history
 * @param past events that never became a delivery
 * @param instance this instance's name
 */
record ReplayRunParts(
        OwnHistory history,
        EndpointDirectory directory,
        Erasures erasures,
        DeliverySource known,
        DeliverySource past,
        String instance) {
    /** Returns the source of the replay's deliveries. */
    DeliverySource source(Replay replay) {
        return switch (replay.selection().what()) {
            case What.InStatus _, What.Missed _ -> known;
            case What.PastEvents _ -> past;
        };
    }

    /** Reports whether the delivery's event itself was erased, not its whole account. */
    boolean isErased(AccountId account, DeliveryId delivery) {
        return !erasures.isEmpty()
                && erasures.all().stream()
                        .filter(each -> each.account().equals(account))
                        .flatMap(each -> each.event().stream())
                        .map(DeliveryId::eventCode)
                        .anyMatch(delivery.eventCode()::equals);
    }
}
