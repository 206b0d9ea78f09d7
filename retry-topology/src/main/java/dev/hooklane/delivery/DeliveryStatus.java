package dev.hooklane.delivery;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The status of a delivery after its latest attempt. */
public sealed interface DeliveryStatus {
    /** An attempt succeeded. */
    record Delivered() implements DeliveryStatus {}

    /** The next attempt is scheduled for about this time. */
    record Waiting(Instant nextAttemptAt) implements DeliveryStatus {}

    /** It is a dead letter. */
    record Dead(DeadLetterReason reason) implements DeliveryStatus {}

    /** Its endpoint was deleted, or its event was erased; it will not be attempted again. */
    record Cancelled() implements DeliveryStatus {}

    /** A status without its details, for lists and filters. */
    enum Kind {
        DELIVERED("delivered"),
        WAITING("waiting"),
        DEAD("dead"),
        CANCELLED("cancelled");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the name in history, on disk, in metrics and the API. */
        public String wireName() {
            return wireName;
        }

        /** Returns the kind with that name; empty if this release knows none. */
        public static Optional<Kind> find(String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName.equals(wireName))
                    .findFirst();
        }

        /** Returns all names, for a list of the allowed ones. */
        public static List<String> wireNames() {
            return Arrays.stream(values()).map(Kind::wireName).toList();
        }
    }

    default Kind kind() {
        return switch (this) {
            case Delivered _ -> Kind.DELIVERED;
            case Waiting _ -> Kind.WAITING;
            case Dead _ -> Kind.DEAD;
            case Cancelled _ -> Kind.CANCELLED;
        };
    }

    /** Returns the status's name in history, metrics and the API. */
    default String name() {
        return kind().wireName();
    }
}
