package dev.hooklane.road;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.topic.Topics;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes endpoints as the API does, and knows them. An instance reads of a change soon after. */
final class EndpointWriter {
    private final EndpointCodec codec;
    private final String topic;
    private final RoadRecords records;
    private final Map<EndpointId, Endpoint> endpoints = new LinkedHashMap<>();
    private final Set<EndpointId> deleted = ConcurrentHashMap.newKeySet();

    EndpointWriter(HooklaneConfig config, Topics topics, RoadRecords records) {
        this.codec =
                new EndpointCodec(config.secrets().inClear().byPurpose().of(KeyPurpose.ENDPOINTS));
        this.topic = topics.endpoints();
        this.records = records;
    }

    Endpoint make(AccountId account, Function<String, URI> url, String... eventTypes) {
        EndpointId id = EndpointId.random(ThreadLocalRandom.current());
        Instant now = Instant.now();
        Endpoint endpoint =
                new Endpoint(
                        id,
                        account,
                        url.apply(id.value()),
                        "made by a test",
                        EventSelection.of(eventTypes),
                        Map.of(),
                        EndpointSettings.defaults(),
                        new EndpointState.Enabled(),
                        List.of(EndpointSecret.random(ThreadLocalRandom.current(), now)),
                        now,
                        now);
        write(endpoint);
        return endpoint;
    }

    /** Writes the endpoint as it is now. */
    void write(Endpoint endpoint) {
        endpoints.put(endpoint.id(), endpoint);
        records.write(
                new ProducerRecord<>(
                        topic,
                        EndpointCodec.key(endpoint.account(), endpoint.id()),
                        codec.write(endpoint)));
    }

    void delete(Endpoint endpoint) {
        deleted.add(endpoint.id());
        endpoints.remove(endpoint.id());
        records.write(
                new ProducerRecord<>(
                        topic, EndpointCodec.key(endpoint.account(), endpoint.id()), null));
    }

    /** Those that were deleted: only their deliveries may be cancelled. */
    Set<EndpointId> deleted() {
        return Set.copyOf(deleted);
    }

    Collection<Endpoint> all() {
        return endpoints.values();
    }
}
