package dev.hooklane.lane;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A member of the group of a {@link SimulatedKafka}. Polls never wait; how much one brings is left
 * to chance.
 */
final class SimulatedConsumer implements InvocationHandler {
    private static final int MOST = 12;

    private final SimulatedKafka kafka;
    private final String instance;
    private final Random random;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private SimulatedKafka.Member member;
    private Set<TopicPartition> assigned = Set.of();
    private int generation = -1;
    private @Nullable ConsumerRebalanceListener listener;

    SimulatedConsumer(SimulatedKafka kafka, String instance, Random random) {
        this.kafka = kafka;
        this.instance = instance;
        this.random = random;
        this.member = kafka.join(instance);
    }

    @SuppressWarnings("unchecked")
    Consumer<byte[], byte[]> asConsumer() {
        return (Consumer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        SimulatedConsumer.class.getClassLoader(),
                        new Class<?>[] {Consumer.class},
                        this);
    }

    /** The group has heard nothing of it for too long. */
    void expire() {
        kafka.leave(member);
    }

    /**
     * Whether the group's latest assignment, which it has seen, gives it partitions so numbered.
     */
    boolean owns(int partition) {
        return kafka.isMember(member)
                && kafka.generation(member) == generation
                && !kafka.isRebalancing()
                && assigned.stream().anyMatch(each -> each.partition() == partition);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "subscribe" -> {
                listener = (ConsumerRebalanceListener) given[1];
                yield null;
            }
            case "poll" -> poll();
            case "assignment" -> Set.copyOf(assigned);
            case "paused" -> Set.copyOf(paused);
            case "pause" -> {
                paused.addAll((Collection<TopicPartition>) given[0]);
                yield null;
            }
            case "resume" -> {
                paused.removeAll((Collection<TopicPartition>) given[0]);
                yield null;
            }
            case "position" -> position((TopicPartition) given[0]);
            case "seek" -> {
                positions.put((TopicPartition) given[0], (Long) given[1]);
                yield null;
            }
            case "committed" -> committed((Set<TopicPartition>) given[0]);
            case "beginningOffsets" -> offsets((Collection<TopicPartition>) given[0], false);
            case "endOffsets" -> offsets((Collection<TopicPartition>) given[0], true);
            case "partitionsFor" -> partitionsFor((String) given[0]);
            case "groupMetadata" -> kafka.metadata(member, generation);
            case "wakeup" -> null;
            case "close" -> {
                kafka.leave(member);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        takePartInTheGroup();
        return kafka.isRebalancing() ? ConsumerRecords.empty() : fetch();
    }

    private void takePartInTheGroup() {
        ConsumerRebalanceListener told = listener;
        if (told == null) {
            throw new IllegalStateException("not subscribed");
        }
        if (!kafka.isMember(member)) {
            if (kafka.hasMember(instance)) {
                throw new FencedInstanceIdException("another member has the id " + instance);
            }
            Set<TopicPartition> lost = forgetAssigned();
            if (!lost.isEmpty()) {
                told.onPartitionsLost(lost);
            }
            member = kafka.join(instance);
        }
        if (kafka.isRebalancing() && !kafka.hasRejoined(member)) {
            if (!assigned.isEmpty()) {
                told.onPartitionsRevoked(assigned);
            }
            forgetAssigned();
            kafka.rejoin(member);
        }
        if (!kafka.isRebalancing() && kafka.generation(member) != generation) {
            forgetAssigned();
            generation = kafka.generation(member);
            assigned = kafka.assigned(member);
            told.onPartitionsAssigned(assigned);
        }
    }

    private Set<TopicPartition> forgetAssigned() {
        Set<TopicPartition> before = assigned;
        assigned = Set.of();
        positions.clear();
        paused.clear();
        return before;
    }

    private ConsumerRecords<byte[], byte[]> fetch() {
        List<TopicPartition> readable = new ArrayList<>(assigned);
        readable.removeAll(paused);
        readable.sort((one, other) ->
                one.topic().equals(other.topic())
                        ? Integer.compare(one.partition(), other.partition())
                        : one.topic().compareTo(other.topic()));
        Collections.shuffle(readable, random);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        int left = random.nextInt(MOST + 1);
        for (TopicPartition partition : readable) {
            List<ConsumerRecord<byte[], byte[]>> read = read(partition, left);
            left -= read.size();
            if (!read.isEmpty()) {
                records.put(partition, read);
            }
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    /** Reads on past what holds nothing, as a fetch does. */
    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, int atMost) {
        List<SimulatedKafka.@Nullable Stored> log = kafka.log(partition);
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        long at = position(partition);
        while (at < log.size() && (read.size() < atMost || log.get((int) at) == null)) {
            SimulatedKafka.Stored stored = log.get((int) at);
            if (stored != null) {
                read.add(record(partition, at, stored));
            }
            at++;
        }
        positions.put(partition, at);
        return read;
    }

    private static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition, long offset, SimulatedKafka.Stored stored) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                stored.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                stored.record().key(),
                stored.record().value(),
                new RecordHeaders(stored.record().headers()),
                Optional.empty());
    }

    private long position(TopicPartition partition) {
        if (!assigned.contains(partition)) {
            throw new IllegalStateException("not assigned: " + partition);
        }
        return positions.computeIfAbsent(
                partition,
                key -> {
                    OffsetAndMetadata committed = kafka.committed(key);
                    return committed == null ? 0 : committed.offset();
                });
    }

    private Map<TopicPartition, @Nullable OffsetAndMetadata> committed(Set<TopicPartition> of) {
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed = new HashMap<>();
        of.forEach(partition -> committed.put(partition, kafka.committed(partition)));
        return committed;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> of, boolean ends) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        of.forEach(partition -> offsets.put(partition, ends ? kafka.log(partition).size() : 0L));
        return offsets;
    }

    private List<PartitionInfo> partitionsFor(String topic) {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < kafka.partitions(); i++) {
            partitions.add(new PartitionInfo(topic, i, null, null, null));
        }
        return partitions;
    }
}
