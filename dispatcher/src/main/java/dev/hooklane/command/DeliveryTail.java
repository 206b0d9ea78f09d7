package dev.hooklane.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Tells what has changed between two looks at the latest deliveries of a list. */
final class DeliveryTail {
    private final Map<String, String> seen = new HashMap<>();
    private boolean begun;

    /** By the server's clock; what is unseen and older has come into sight from below. */
    private Instant begin = Instant.MIN;

    /**
     * Returns the deliveries that are new or have changed since the last look, the oldest first;
     * nothing at the first look.
     *
     * @param latest the deliveries of this look, the latest first
     */
    List<JsonNode> look(List<JsonNode> latest) {
        Map<String, String> before = new HashMap<>(seen);
        List<JsonNode> changed = new ArrayList<>();
        seen.clear();
        for (JsonNode delivery : latest.reversed()) {
            String id = delivery.path("id").asString("");
            String state = state(delivery);
            seen.put(id, state);
            boolean isNews =
                    before.containsKey(id)
                            ? !state.equals(before.get(id))
                            : !updatedAt(delivery).isBefore(begin);
            if (begun && isNews) {
                changed.add(delivery);
            }
        }
        if (!begun) {
            begun = true;
            begin =
                    latest.stream()
                            .map(DeliveryTail::updatedAt)
                            .max(Instant::compareTo)
                            .orElse(Instant.MIN);
        }
        return changed;
    }

    private static String state(JsonNode delivery) {
        return "%s %d %s"
                .formatted(
                        delivery.path("status").asString(""),
                        delivery.path("attempts").asInt(0),
                        delivery.path("updatedAt").asString(""));
    }

    private static Instant updatedAt(JsonNode delivery) {
        try {
            return Instant.parse(delivery.path("updatedAt").asString(""));
        } catch (DateTimeException e) {
            // Rather told of than left out.
            return Instant.MAX;
        }
    }
}
