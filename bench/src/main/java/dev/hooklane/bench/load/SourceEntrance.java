package dev.hooklane.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.bench.installation.Hooklane;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventType;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceCodec;
import dev.hooklane.source.SourceName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records to a topic that a source reads, on the broker of a Hooklane. */
public final class SourceEntrance implements Entrance, AutoCloseable {
    /** As many as the events topic has. */
    private static final int PARTITIONS = 8;

    private final SourceForm form;
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private SourceEntrance(SourceForm form, String topic, Producer<byte[], byte[]> producer) {
        this.form = form;
        this.topic = topic;
        this.producer = producer;
    }

    /** Makes the topic and the source. */
    public static SourceEntrance open(Hooklane hooklane, SourceForm form)
            throws InterruptedException {
        String topic = "shop." + form.name();
        try (Admin admin = hooklane.clients().admin()) {
            admin.createTopics(Set.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("topic %s was not made: %s".formatted(topic, e));
        }
        SourceEntrance entrance =
                new SourceEntrance(
                        form,
                        topic,
                        new KafkaProducer<>(
                                settings(hooklane),
                                new ByteArraySerializer(),
                                new ByteArraySerializer()));
        entrance.send(
                new ProducerRecord<>(
                        hooklane.topics().sources(),
                        SourceCodec.key(new SourceName(form.name())),
                        SourceCodec.write(source(form, topic))));
        entrance.producer.flush();
        return entrance;
    }

    /** As a service's publisher has them, so that both ways begin alike. */
    private static Map<String, Object> settings(Hooklane hooklane) {
        Map<String, Object> settings = hooklane.config().kafka().producerProperties();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        return settings;
    }

    private static Source source(SourceForm form, String topic) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Source(
                new SourceName(form.name()),
                Source.OWN_CLUSTER,
                List.of(topic),
                new SourceBegin.Earliest(),
                form.formats(),
                SourceForm.mapping(),
                "benchmark",
                false,
                now.toEpochMilli(),
                now);
    }

    @Override
    public void publish(AccountId account, EventType type, long sentAtNanos) {
        send(
                new ProducerRecord<>(
                        topic,
                        account.value().getBytes(UTF_8),
                        form.value().of(account, type, sentAtNanos)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (_, exception) -> failure.compareAndSet(null, exception));
    }

    /**
     * @throws BenchmarkFailedException if a record was not written
     */
    @Override
    public void close() {
        producer.close();
        Exception first = failure.get();
        if (first != null) {
            throw new BenchmarkFailedException("a record was not written: " + first);
        }
    }
}
