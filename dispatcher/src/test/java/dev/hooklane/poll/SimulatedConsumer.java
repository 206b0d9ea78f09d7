package dev.hooklane.poll;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.apache.kafka.common.errors.WakeupException;
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
    private final SimulatedGroup group;
    private final String instance;
    private final Random random;
    private final Runnable beforePoll;
    private final Set<TopicPartition> paused = new LinkedHashSet<>();
    private final Map<Integer, Integer> seenOwnerships = new HashMap<>();
    private Map<TopicPartition, Place> places = Map.of();
    private SimulatedGroup.Member member;
    private int generation = -1;
    private boolean woken;
    private @Nullable ConsumerRebalanceListener listener;

    /** Where it reads on in one partition. */
    private static final class Place {
        private final TopicPartition partition;
        private final SimulatedLog log;
        private long position;

        private Place(TopicPartition partition, SimulatedLog log, long position) {
            this.partition = partition;
            this.log = log;
            this.position = position;
        }
    }

    /**
     * @param beforePoll what goes on elsewhere while a poll begins
     */
    SimulatedConsumer(SimulatedKafka kafka, String instance, Random random, Runnable beforePoll) {
        this.kafka = kafka;
        this.group = kafka.group();
        this.instance = instance;
        this.random = random;
        this.beforePoll = beforePoll;
        this.member = group.join(instance);
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
        group.leave(member);
    }

    /**
     * Whether the group's latest assignment, which it has seen, gives it partitions so numbered.
     */
    boolean owns(int partition) {
        return group.isMember(member)
                && group.generation(member) == generation
                && !group.isRebalancing()
                && places.keySet().stream().anyMatch(each -> each.partition() == partition);
    }

    /**
     * Which ownership of the partitions with that number it has; 0 for none. One that it has not
     * seen yet is none: what it does still belongs to the one before.
     */
    int ownership(int partition) {
        int ownership = group.ownership(partition, member);
        return seenOwnerships.getOrDefault(partition, 0) == ownership ? ownership : 0;
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
            case "assignment" -> Collections.unmodifiableSet(places.keySet());
            case "paused" -> Collections.unmodifiableSet(paused);
            case "pause" -> {
                paused.addAll((Collection<TopicPartition>) given[0]);
                yield null;
            }
            case "resume" -> {
                ((Collection<TopicPartition>) given[0]).forEach(paused::remove);
                yield null;
            }
            case "position" -> place((TopicPartition) given[0]).position;
            case "seek" -> {
                place((TopicPartition) given[0]).position = (Long) given[1];
                yield null;
            }
            case "committed" -> committed((Set<TopicPartition>) given[0]);
            case "beginningOffsets" -> offsets((Collection<TopicPartition>) given[0], false);
            case "endOffsets" -> offsets((Collection<TopicPartition>) given[0], true);
            case "partitionsFor" -> partitionsFor((String) given[0]);
            case "groupMetadata" -> group.metadata(member, generation);
            case "wakeup" -> {
                woken = true;
                yield null;
            }
            case "close" -> {
                group.leave(member);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        beforePoll.run();
        if (woken) {
            woken = false;
            throw new WakeupException();
        }
        takePartInTheGroup();
        return group.isRebalancing() ? ConsumerRecords.empty() : fetch();
    }

    private void takePartInTheGroup() {
        ConsumerRebalanceListener told = listener;
        if (told == null) {
            throw new IllegalStateException("not subscribed");
        }
        if (!group.isMember(member)) {
            if (group.hasMember(instance)) {
                throw new FencedInstanceIdException("another member has the id " + instance);
            }
            Set<TopicPartition> lost = places.keySet();
            forgetAssigned();
            if (!lost.isEmpty()) {
                told.onPartitionsLost(lost);
            }
            member = group.join(instance);
        }
        if (group.isRebalancing() && !group.hasRejoined(member)) {
            if (!places.isEmpty()) {
                told.onPartitionsRevoked(places.keySet());
            }
            forgetAssigned();
            group.rejoin(member);
        }
        if (!group.isRebalancing() && group.generation(member) != generation) {
            generation = group.generation(member);
            forgetAssigned();
            places = new LinkedHashMap<>();
            for (TopicPartition partition : group.assigned(member)) {
                OffsetAndMetadata from = kafka.committed(partition);
                places.put(
                        partition,
                        new Place(
                                partition, kafka.log(partition), from == null ? 0 : from.offset()));
                seenOwnerships.put(
                        partition.partition(), group.ownership(partition.partition(), member));
            }
            told.onPartitionsAssigned(places.keySet());
        }
    }

    private void forgetAssigned() {
        places = Map.of();
        paused.clear();
    }

    private ConsumerRecords<byte[], byte[]> fetch() {
        List<Place> readable = new ArrayList<>();
        for (Place place : places.values()) {
            if (place.position < place.log.readableEnd() && !paused.contains(place.partition)) {
                readable.add(place);
            }
        }
        if (readable.isEmpty()) {
            return ConsumerRecords.empty();
        }
        Collections.shuffle(readable, random);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        int left = random.nextInt(MOST + 1);
        for (Place place : readable) {
            List<ConsumerRecord<byte[], byte[]>> read = read(place, left);
            left -= read.size();
            if (!read.isEmpty()) {
                records.put(place.partition, read);
            }
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    /** Reads on past what holds nothing, as a fetch does. */
    private static List<ConsumerRecord<byte[], byte[]>> read(Place place, int atMost) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        long end = place.log.readableEnd();
        for (; place.position < end; place.position++) {
            SimulatedLog.Stored stored = place.log.at(place.position);
            if (stored != null) {
                if (read.size() == atMost) {
                    break;
                }
                read.add(record(place, stored));
            }
        }
        return read;
    }

    private static ConsumerRecord<byte[], byte[]> record(Place place, SimulatedLog.Stored stored) {
        return new ConsumerRecord<>(
                place.partition.topic(),
                place.partition.partition(),
                place.position,
                stored.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                stored.record().key(),
                stored.record().value(),
                new RecordHeaders(stored.record().headers()),
                Optional.empty());
    }

    private Place place(TopicPartition partition) {
        Place place = places.get(partition);
        if (place == null) {
            throw new IllegalStateException("not assigned: " + partition);
        }
        return place;
    }

    /** The answer waits until no transaction is in doubt. */
    private Map<TopicPartition, @Nullable OffsetAndMetadata> committed(Set<TopicPartition> of) {
        kafka.decideAll();
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed = new HashMap<>();
        of.forEach(partition -> committed.put(partition, kafka.committed(partition)));
        return committed;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> of, boolean ends) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        of.forEach(partition ->
                offsets.put(partition, ends ? kafka.log(partition).readableEnd() : 0L));
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
