package dev.hooklane.topic;

import java.util.concurrent.ExecutionException;

/** The brokers can't be reached, or they refuse a request. */
public final class KafkaUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns an exception with the brokers' refusal in their own words; the innermost cause says
     * most.
     */
    public static KafkaUnavailableException refused(ExecutionException answer) {
        Throwable cause = answer.getCause() == null ? answer : answer.getCause();
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new KafkaUnavailableException("Kafka refused: " + root.getMessage(), cause);
    }
}
