package dev.hooklane.delivery;

import java.time.Instant;

/** The status of a delivery after its latest attempt. */
public sealed interface DeliveryStatus {
    /** Returns the status's name in history and the API. */
    String name();

    /** An attempt succeeded. */
    record Delivered() implements DeliveryStatus {
        @Override
        public String name() {
            return "delivered";
        }
    }

    /** The next attempt is scheduled for about this time. */
    record Waiting(Instant nextAttemptAt) implements DeliveryStatus {
        @Override
        public String name() {
            return "waiting";
        }
    }

    /** It is a dead letter. */
    record Dead(DeadLetterReason reason) implements DeliveryStatus {
        @Override
        public String name() {
            return "dead";
        }
    }

    /** Its endpoint was deleted, or its event was erased; it will not be attempted again. */
    record Cancelled() implements DeliveryStatus {
        @Override
        public String name() {
            return "cancelled";
        }
    }
}
