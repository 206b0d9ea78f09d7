package dev.hooklane.poll;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A transactional producer of a {@link SimulatedKafka}, in which everything can go wrong that may:
 * by chance, and for records that no broker takes.
 */
public final class SimulatedProducer implements InvocationHandler {
    /** Of so many commits that are asked for again after silence one is answered. */
    private static final int SILENCE = 4;

    /** How likely each trouble is, and which records are never taken. */
    public record Troubles(
            double aborted, double unanswered, Predicate<ProducerRecord<byte[], byte[]>> poison) {
        public static final Troubles NONE = new Troubles(0, 0, _ -> false);

        /** The same brokers, of whom nobody answers any more. */
        Troubles silent() {
            return new Troubles(0, 1, poison);
        }

        boolean areSilent() {
            return unanswered >= 1;
        }
    }

    private final SimulatedKafka kafka;
    private final String transactionalId;
    private final Random random;
    private final Supplier<Troubles> troubles;
    private final int epoch;
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private @Nullable ConsumerGroupMetadata group;
    private @Nullable KafkaException failure;
    private State state = State.READY;

    private enum State {
        READY,
        OPEN,
        /** Nobody answered; the commit may be asked for again. */
        UNANSWERED,
        /** It can do nothing more. */
        BROKEN
    }

    private SimulatedProducer(
            SimulatedKafka kafka,
            String transactionalId,
            Random random,
            Supplier<Troubles> troubles) {
        this.kafka = kafka;
        this.transactionalId = transactionalId;
        this.random = random;
        this.troubles = troubles;
        this.epoch = kafka.initProducer(transactionalId);
    }

    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> init(
            SimulatedKafka kafka,
            String transactionalId,
            Random random,
            Supplier<Troubles> troubles) {
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        SimulatedProducer.class.getClassLoader(),
                        new Class<?>[] {Producer.class},
                        new SimulatedProducer(kafka, transactionalId, random, troubles));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "beginTransaction" -> {
                begin();
                yield null;
            }
            case "send" ->
                    send(
                            (ProducerRecord<byte[], byte[]>) given[0],
                            given.length > 1 ? (Callback) given[1] : null);
            case "sendOffsetsToTransaction" -> {
                failIfFenced();
                offsets.putAll((Map<TopicPartition, OffsetAndMetadata>) given[0]);
                group = (ConsumerGroupMetadata) given[1];
                yield null;
            }
            case "commitTransaction" -> {
                commit();
                yield null;
            }
            case "abortTransaction" -> {
                abort();
                yield null;
            }
            case "partitionsFor" -> {
                List<PartitionInfo> partitions = new ArrayList<>();
                for (int i = 0; i < kafka.partitions(); i++) {
                    partitions.add(new PartitionInfo((String) given[0], i, null, null, null));
                }
                yield partitions;
            }
            case "initTransactions", "flush", "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private void begin() {
        if (state != State.READY) {
            throw new IllegalStateException("a transaction is under way");
        }
        failIfFenced();
        state = State.OPEN;
        sent.clear();
        offsets.clear();
        group = null;
        failure = null;
    }

    private Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        failIfFenced();
        CompletableFuture<RecordMetadata> result = new CompletableFuture<>();
        TopicPartition at = kafka.partitionOf(record);
        if (troubles.get().poison().test(record)) {
            failure = new RecordTooLargeException("the broker takes no such record");
            result.completeExceptionally(failure);
            if (callback != null) {
                callback.onCompletion(new RecordMetadata(at, -1, 0, -1, -1, -1), failure);
            }
        } else {
            sent.add(record);
            RecordMetadata metadata = new RecordMetadata(at, 0, 0, 0, 0, 0);
            result.complete(metadata);
            if (callback != null) {
                callback.onCompletion(metadata, null);
            }
        }
        return result;
    }

    private void commit() {
        failIfFenced();
        if (state == State.UNANSWERED) {
            askAgain();
            return;
        }
        if (failure != null) {
            throw new KafkaException("a send has failed", failure);
        }
        ConsumerGroupMetadata by = group;
        if (by == null) {
            throw new IllegalStateException("no offsets were sent");
        }
        if (!offsets.isEmpty() && !kafka.group().mayCommit(by)) {
            failure = new CommitFailedException("not a member of this generation");
            throw failure;
        }
        Troubles now = troubles.get();
        double chance = random.nextDouble();
        if (chance < now.aborted()) {
            failure = new NetworkException("the leader went away");
            throw new KafkaException("a send has failed", failure);
        }
        if (chance < now.aborted() + now.unanswered()) {
            kafka.leaveInDoubt(transactionalId, sent, offsets, random.nextBoolean());
            state = State.UNANSWERED;
            throw new TimeoutException("no answer");
        }
        kafka.commit(sent, offsets);
        state = State.READY;
    }

    /** The first answer counts: it was committed, or its time was over. */
    private void askAgain() {
        if (troubles.get().areSilent() || random.nextInt(SILENCE) > 0) {
            throw new TimeoutException("no answer");
        }
        if (!kafka.decide(transactionalId)) {
            state = State.BROKEN;
            throw new InvalidProducerEpochException("the transaction's time was over");
        }
        state = State.READY;
    }

    private void abort() {
        failIfFenced();
        if (state != State.OPEN) {
            throw new IllegalStateException("no transaction to abort");
        }
        kafka.abort(sent);
        state = State.READY;
    }

    private void failIfFenced() {
        if (kafka.isFenced(transactionalId, epoch)) {
            throw new ProducerFencedException("another producer has the id " + transactionalId);
        }
    }
}
