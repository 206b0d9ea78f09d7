package dev.hooklane.e2e.judge;

/**
 * An endpoint that the rig created.
 *
 * @param path of its URL, which no other endpoint has
 * @param ordered whether it asks for order
 */
public record Endpoint(
        String id, String account, String path, String secret, boolean ordered, Ending ending) {

    /** How its deliveries must end. */
    public enum Ending {
        /** It succeeds sooner or later. */
        DELIVERED,
        /** Every attempt fails. */
        DEAD,
        /** It behaves so badly that either is correct. */
        EITHER,
        /** It was deleted while it had deliveries. */
        DELETED
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return id + " " + path;
    }
}
