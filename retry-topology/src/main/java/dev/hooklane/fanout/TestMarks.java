package dev.hooklane.fanout;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.SecretCipher;
import dev.hooklane.event.EventId;
import org.apache.kafka.common.header.Headers;

/**
 * Marks an event as a test of one endpoint, in a way that only this installation can. If anyone
 * else publishes such a header, or copies it to another event, that event is an ordinary one. Any
 * thread may use it.
 */
public final class TestMarks {
    private static final String PREFIX = "test ";

    private final SecretCipher cipher;

    public TestMarks(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** Returns the mark for {@link FanOutTopology#TEST_HEADER}. */
    public String mark(EndpointId endpoint, EventId event) {
        return cipher.seal(endpoint, PREFIX + event);
    }

    /** Reports whether a record of the events topic is a test, marked by this installation. */
    public boolean isTest(Headers headers, EventId event) {
        return DeliveryRecords.optional(headers, FanOut.TEST_HEADER)
                .flatMap(mark ->
                        FanOut.namedEndpoint(headers).filter(id -> isGenuine(mark, id, event)))
                .isPresent();
    }

    private boolean isGenuine(String mark, EndpointId endpoint, EventId event) {
        try {
            return cipher.open(endpoint, mark).equals(PREFIX + event);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
