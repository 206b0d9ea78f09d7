package dev.hooklane.offset;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.DeliveryHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one record. When the writes are durable, its offset is done.
 *
 * @param writes the record's next home and its history; empty if there is nothing to write
 * @param form how much of the outcome is left to write
 * @param delivery the delivery's history if Kafka refuses these writes, with its attempts cut to a
 *     minimum; empty if the record is not a delivery, or nothing is to be written
 * @param attempt the request that was made, if one was
 * @param again how long until the delivery comes back by itself, if it does after an attempt
 * @param away how long its next delay topic keeps it, if it goes to one
 */
public record Outcome(
        OwnedPartition partition,
        long offset,
        List<ProducerRecord<byte[], byte[]>> writes,
        Form form,
        Optional<DeliveryHistory> delivery,
        Optional<Attempt> attempt,
        Optional<Duration> again,
        Optional<Duration> away) {
    /** How much of an outcome is left to write. */
    enum Form {
        /** All of it. */
        WHOLE,
        /** A dead letter, with its attempts cut to a minimum. */
        LETTER,
        /** A form that every topic takes. */
        LEAST,
        /** A copy, made while the attempt is in flight; without it nothing is lost. */
        COPY
    }

    public Outcome {
        writes = List.copyOf(writes);
    }

    /** Makes an outcome without an attempt. */
    public Outcome(
            OwnedPartition partition,
            long offset,
            List<ProducerRecord<byte[], byte[]>> writes,
            Optional<DeliveryHistory> delivery) {
        this(
                partition,
                offset,
                writes,
                Form.WHOLE,
                delivery,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Makes an outcome for a record that is not a delivery, or for which nothing is to be written.
     */
    public Outcome(
            OwnedPartition partition, long offset, List<ProducerRecord<byte[], byte[]>> writes) {
        this(partition, offset, writes, Optional.empty());
    }

    /** Returns the same outcome as a copy: nothing is lost if Kafka refuses it. */
    public Outcome copy() {
        return smaller(writes, Form.COPY);
    }

    /** Returns where a record goes; every record of ours names its partition. */
    static TopicPartition destination(ProducerRecord<byte[], byte[]> record) {
        Integer partition = record.partition();
        return new TopicPartition(record.topic(), partition == null ? 0 : partition);
    }

    /** Returns where its writes go. */
    List<TopicPartition> destinations() {
        return writes.stream().map(Outcome::destination).toList();
    }

    /** Returns the same outcome with less to write. */
    Outcome smaller(List<ProducerRecord<byte[], byte[]>> less, Form smallerForm) {
        return new Outcome(partition, offset, less, smallerForm, delivery, attempt, again, away);
    }

    /** Returns about how many bytes its writes hold in memory. */
    public long bytes() {
        long bytes = 0;
        for (ProducerRecord<byte[], byte[]> write : writes) {
            bytes += length(write.value());
            for (Header header : write.headers()) {
                bytes += length(header.value());
            }
        }
        return bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Returns the same outcome, for the same delivery at another place. */
    public Outcome at(OwnedPartition otherPartition, long otherOffset) {
        return new Outcome(
                otherPartition, otherOffset, writes, form, delivery, attempt, again, away);
    }

    /** Returns the same outcome, after that attempt. */
    public Outcome after(Attempt made, Optional<Duration> comesAgain) {
        return new Outcome(
                partition, offset, writes, form, delivery, Optional.of(made), comesAgain, away);
    }

    /** Returns the same outcome, whose delivery is in a delay topic for that time. */
    public Outcome awayFor(Duration time) {
        return new Outcome(
                partition, offset, writes, form, delivery, attempt, again, Optional.of(time));
    }
}
