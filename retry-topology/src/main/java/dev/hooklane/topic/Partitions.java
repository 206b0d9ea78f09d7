package dev.hooklane.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.endpoint.EndpointId;
import org.apache.kafka.common.utils.Utils;

/** The partition of an endpoint's records: the one that Kafka's producers choose by key. */
public final class Partitions {
    private Partitions() {}

    public static int of(EndpointId endpoint, int partitions) {
        return Utils.toPositive(Utils.murmur2(endpoint.value().getBytes(UTF_8))) % partitions;
    }
}
