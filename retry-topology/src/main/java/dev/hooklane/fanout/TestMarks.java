package dev.hooklane.fanout;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.SecretCipher;
import dev.hooklane.event.EventId;
import java.util.Optional;
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
        return DeliveryRecords.optional(headers, FanOutTopology.TEST_HEADER)
                .flatMap(mark -> namedEndpoint(headers).filter(id -> isGenuine(mark, id, event)))
                .isPresent();
    }

    /** Returns the endpoint that a record names as the only one it is for. */
    static Optional<EndpointId> namedEndpoint(Headers headers) {
        return DeliveryRecords.optional(headers, FanOutTopology.ENDPOINT_HEADER)
                .flatMap(TestMarks::endpointId);
    }

    private static Optional<EndpointId> endpointId(String text) {
        try {
            return Optional.of(new EndpointId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isGenuine(String mark, EndpointId endpoint, EventId event) {
        try {
            return cipher.open(endpoint, mark).equals(PREFIX + event);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
