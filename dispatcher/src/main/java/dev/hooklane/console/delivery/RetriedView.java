package dev.hooklane.console.delivery;

import java.util.List;

/**
 * What came of retrying several deliveries.
 *
 * @param onTheirWay how many are
 */
public record RetriedView(int onTheirWay, List<Refusal> refused) {
    public RetriedView {
        refused = List.copyOf(refused);
    }

    /**
     * One that is not.
     *
     * @param path of its page
     */
    public record Refusal(String id, String path, String reason) {}

    /** The same in a sentence. */
    public String summary() {
        if (onTheirWay == 0 && refused.isEmpty()) {
            return "Nothing was chosen.";
        }
        return "%d of %d on the way.".formatted(onTheirWay, onTheirWay + refused.size());
    }
}
