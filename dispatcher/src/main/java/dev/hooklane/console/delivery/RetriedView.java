package dev.hooklane.console.delivery;

import java.util.List;

/**
 * The results of retrying several deliveries.
 *
 * @param onTheirWay the number of deliveries that are retried
 */
public record RetriedView(int onTheirWay, List<Refusal> refused) {
    public RetriedView {
        refused = List.copyOf(refused);
    }

    /**
     * A delivery that could not be retried.
     *
     * @param path of its page
     */
    public record Refusal(String id, String path, String reason) {}

    /** Returns the results as a sentence. */
    public String summary() {
        if (onTheirWay == 0 && refused.isEmpty()) {
            return "Nothing was selected.";
        }
        return "%d of %d on the way.".formatted(onTheirWay, onTheirWay + refused.size());
    }
}
