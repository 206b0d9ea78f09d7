package dev.hooklane.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The group that delivers, by the classic protocol with static members. */
final class SimulatedGroup {
    private final List<String> topics;
    private final int partitions;

    /** By instance id, in the order in which partitions are handed out. */
    private final TreeMap<String, Member> members = new TreeMap<>();

    private final Map<Integer, Ownership> ownerships = new HashMap<>();
    private boolean rebalancing;
    private int generation;
    private int memberIds;

    /** A consumer's place in the group. */
    static final class Member {
        final String instance;
        final String id;
        private List<TopicPartition> assigned = List.of();
        private boolean rejoined;
        private int generation = -1;

        private Member(String instance, String id) {
            this.instance = instance;
            this.id = id;
        }
    }

    /** How often the partitions of a number have changed hands, and whose they are. */
    private record Ownership(int number, Member member) {}

    SimulatedGroup(Collection<String> topics, int partitions) {
        this.topics = List.copyOf(new TreeSet<>(topics));
        this.partitions = partitions;
    }

    /** Joins, or takes the place of the member with the same instance id at once. */
    Member join(String instance) {
        Member joining = new Member(instance, instance + "-" + ++memberIds);
        Member before = members.put(instance, joining);
        if (before != null && !rebalancing) {
            joining.assigned = before.assigned;
            joining.generation = generation;
            handOver(joining);
        } else {
            rebalance();
        }
        return joining;
    }

    /** Leaves, or is thrown out after its session's timeout. */
    void leave(Member member) {
        if (members.get(member.instance) == member) {
            members.remove(member.instance);
            rebalance();
        }
    }

    boolean isMember(Member member) {
        return members.get(member.instance) == member;
    }

    boolean hasMember(String instance) {
        return members.containsKey(instance);
    }

    /** Has every member give up its partitions and join again. */
    void rebalance() {
        rebalancing = true;
        members.values().forEach(member -> member.rejoined = false);
    }

    boolean isRebalancing() {
        return rebalancing;
    }

    boolean hasRejoined(Member member) {
        return member.rejoined;
    }

    void rejoin(Member member) {
        member.rejoined = true;
        finishRebalance();
    }

    private void finishRebalance() {
        if (!rebalancing || members.values().stream().anyMatch(member -> !member.rejoined)) {
            return;
        }
        rebalancing = false;
        generation++;
        List<Member> inOrder = List.copyOf(members.values());
        for (int i = 0; i < inOrder.size(); i++) {
            Member member = inOrder.get(i);
            member.generation = generation;
            List<TopicPartition> assigned = new ArrayList<>();
            for (String topic : topics) {
                for (int p = i; p < partitions; p += inOrder.size()) {
                    assigned.add(new TopicPartition(topic, p));
                }
            }
            member.assigned = assigned;
            handOver(member);
        }
    }

    private void handOver(Member member) {
        for (TopicPartition partition : member.assigned) {
            ownerships.compute(
                    partition.partition(),
                    (_, before) ->
                            before != null && before.member == member
                                    ? before
                                    : new Ownership(
                                            before == null ? 1 : before.number + 1, member));
        }
    }

    /**
     * Which ownership of the partitions with this number it is: one begins whenever they are handed
     * to another member than before.
     */
    int ownership(int number) {
        @Nullable Ownership latest = ownerships.get(number);
        return latest == null ? 0 : latest.number;
    }

    /** The same if the member has it still, whatever it knows of that; else 0. */
    int ownership(int number, Member member) {
        @Nullable Ownership latest = ownerships.get(number);
        return latest == null || latest.member != member ? 0 : latest.number;
    }

    List<TopicPartition> assigned(Member member) {
        return member.assigned;
    }

    int generation(Member member) {
        return member.generation;
    }

    /** Whether a member of that generation may commit offsets. */
    boolean mayCommit(ConsumerGroupMetadata by) {
        Member member = members.get(by.groupInstanceId().orElseThrow());
        return member != null && member.id.equals(by.memberId()) && generation == by.generationId();
    }

    @SuppressWarnings("removal") // It becomes an interface; until then there is nothing else.
    ConsumerGroupMetadata metadata(Member member, int joinedGeneration) {
        return new ConsumerGroupMetadata(
                "dispatcher", joinedGeneration, member.id, Optional.of(member.instance));
    }

    /** All that are handed out. */
    Set<String> topics() {
        return new TreeSet<>(topics);
    }
}
