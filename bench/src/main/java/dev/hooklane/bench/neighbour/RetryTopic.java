package dev.hooklane.bench.neighbour;

import dev.hooklane.bench.installation.CheckedProducer;
import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.delay.DelayTopic;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.Event;
import dev.hooklane.topic.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Writes deliveries that have failed once to the topic of the schedule's only step, each due at a
 * given time. The topic is set to keep the writer's timestamps, so that any number of deliveries
 * can be due in one second.
 */
final class RetryTopic implements AutoCloseable {
    /** The step is longer than any run, so only the timestamp decides when a delivery is due. */
    static final Map<String, String> SETTINGS = Map.of("retry.schedule", "0s,1h");

    private final DelayTopic topic;
    private final int partitions;
    private final CheckedProducer producer;
    private final Attempt failure =
            new Attempt(
                    1,
                    Instant.now(),
                    Duration.ofMillis(20),
                    new AttemptOutcome.ErrorStatus(500, Optional.empty(), "no"));

    RetryTopic(Hooklane hooklane) throws InterruptedException {
        topic = hooklane.topics().retry(hooklane.config().retry().schedule().steps().getFirst());
        partitions = hooklane.config().topics().partitions();
        takeWritersTimestamps(hooklane);
        producer = new CheckedProducer(hooklane.config());
    }

    private void takeWritersTimestamps(Hooklane hooklane) throws InterruptedException {
        ConfigEntry create =
                new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        try (Admin admin = hooklane.clients().admin()) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                                    List.of(new AlterConfigOp(create, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException(
                    "topic %s does not take timestamps: %s".formatted(topic.name(), e.getCause()));
        }
    }

    /**
     * Writes the second attempt of a new event for an endpoint. Deliveries of one endpoint must be
     * written in due order.
     *
     * @param sentAtNanos goes into the event, for the receiver; 0 for an event whose latency is not
     *     measured
     */
    void write(Audience audience, long n, long dueAtMillis, long sentAtNanos) {
        Endpoint endpoint = audience.endpoints().get((int) (n % audience.endpoints().size()));
        Event event = EventSource.event(audience.type(n), sentAtNanos);
        Instant now = Instant.now();
        SourceEvent source =
                new SourceEvent(
                        event.id(),
                        event.type(),
                        endpoint.account(),
                        now,
                        new SourceEvent.Origin(0, n),
                        Optional.empty(),
                        Optional.empty());
        Delivery delivery =
                Delivery.first(
                                DeliveryId.of(event.id(), now).to(endpoint.id()),
                                endpoint.id(),
                                source,
                                Trigger.EVENT,
                                event.payload())
                        .after(failure, Optional.empty());
        int partition = Partitions.of(endpoint.id(), partitions);
        producer.send(
                new ProducerRecord<>(
                        topic.name(),
                        partition,
                        dueAtMillis - topic.dueAtMillis(0, partition, partitions),
                        DeliveryRecords.key(delivery),
                        delivery.payload().bytes(),
                        DeliveryRecords.headers(delivery)));
    }

    /** Returns when Kafka has all written records. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
