package dev.hooklane.delivery;

import java.time.Instant;

/** Where a delivery stands after its latest attempt. */
public sealed interface DeliveryStatus {
    /** The status' name in history and the API. */
    String name();

    /** An attempt succeeded. */
    record Delivered() implements DeliveryStatus {
        @Override
        public String name() {
            return "delivered";
        }
    }

    /** The next attempt comes by itself, about then. */
    record Waiting(Instant nextAttemptAt) implements DeliveryStatus {
        @Override
        public String name() {
            return "waiting";
        }
    }

    /** It waits for a manual retry. */
    record Dead(DeadLetterReason reason) implements DeliveryStatus {
        @Override
        public String name() {
            return "dead";
        }
    }

    /** Its endpoint was deleted; it will not be attempted again. */
    record Cancelled() implements DeliveryStatus {
        @Override
        public String name() {
            return "cancelled";
        }
    }
}
