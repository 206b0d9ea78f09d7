package dev.hooklane.bench.installation;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.topic.Topics;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes endpoints to the topic to which the API writes them. */
public final class EndpointTopic {
    private EndpointTopic() {}

    /**
     * Returns when Kafka has all of them.
     *
     * @throws dev.hooklane.bench.measure.BenchmarkFailedException if a write failed
     */
    public static void write(HooklaneConfig config, Topics topics, Stream<Endpoint> endpoints) {
        EndpointCodec codec =
                new EndpointCodec(config.secrets().inClear().byPurpose().of(KeyPurpose.ENDPOINTS));
        SplittableRandom random = new SplittableRandom();
        try (CheckedProducer producer = new CheckedProducer(config)) {
            endpoints.forEach(endpoint -> {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(
                                topics.endpoints(),
                                EndpointCodec.key(endpoint.account(), endpoint.id()),
                                codec.write(endpoint));
                EndpointRevision.random(random).addTo(record.headers(), Set.of());
                producer.send(record);
            });
        }
    }
}
