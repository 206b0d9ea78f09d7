package dev.hooklane.console.delivery;

import java.util.List;

/**
 * The results of retrying several deliveries.
 *
 * @param onTheirWay the number of deliveries that are retried
 * @param leftOut the number beyond the limit, which nobody asked the API for
 */
public record RetriedView(int onTheirWay, List<Refusal> refused, int leftOut) {
    public RetriedView {
        refused = List.copyOf(refused);
    }

    /**
     * A delivery that could not be retried.
     *
     * @param path of its page
     */
    public record Refusal(String id, String path, String reason) {}

    /** Reports whether all that was selected is on its way. */
    public boolean isWhole() {
        return refused.isEmpty() && leftOut == 0 && onTheirWay > 0;
    }

    /** Returns how many can be retried at a time. */
    public int limit() {
        return DeliveryPages.PAGE_SIZE;
    }

    /** Returns the results as a sentence. */
    public String summary() {
        if (onTheirWay == 0 && refused.isEmpty()) {
            return "Nothing was selected.";
        }
        return "%d of %d on the way.".formatted(onTheirWay, onTheirWay + refused.size() + leftOut);
    }
}
