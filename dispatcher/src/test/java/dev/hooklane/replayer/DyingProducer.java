package dev.hooklane.replayer;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer whose process dies at its second commit that carries deliveries. */
final class DyingProducer extends KafkaProducer<byte[], byte[]> {
    private final boolean commits;
    private int sent;
    private int batches;

    private DyingProducer(Map<String, Object> settings, boolean commits) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.commits = commits;
    }

    static Producer<byte[], byte[]> beforeTheCommit(Map<String, Object> settings) {
        return new DyingProducer(settings, false);
    }

    static Producer<byte[], byte[]> afterTheCommit(Map<String, Object> settings) {
        return new DyingProducer(settings, true);
    }

    @Override
    public void beginTransaction() {
        sent = 0;
        super.beginTransaction();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        sent++;
        return super.send(record);
    }

    @Override
    public void commitTransaction() {
        if (sent > 1 && ++batches == 2) {
            flush();
            if (commits) {
                super.commitTransaction();
            }
            throw new KafkaException("killed");
        }
        super.commitTransaction();
    }
}
