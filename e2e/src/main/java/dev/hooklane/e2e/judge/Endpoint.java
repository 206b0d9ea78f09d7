package dev.hooklane.e2e.judge;

/**
 * An endpoint that the rig made.
 *
 * @param path of its URL, which no other endpoint has
 * @param ordered whether it asked for order
 */
public record Endpoint(
        String id, String account, String path, String secret, boolean ordered, Ending ending) {

    /** How its deliveries must end. */
    public enum Ending {
        /** It answers with success, sooner or later. */
        DELIVERED,
        /** Every attempt fails. */
        DEAD,
        /** It behaves so badly that both would be right. */
        EITHER,
        /** It was deleted while it had deliveries. */
        DELETED
    }

    /** Without its secret. */
    @Override
    public String toString() {
        return id + " " + path;
    }
}
