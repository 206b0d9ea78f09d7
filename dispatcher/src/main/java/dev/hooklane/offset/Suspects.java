package dev.hooklane.offset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Outcomes of a failed transaction; at least one of them made it fail. They are tried apart from
 * all others, in halves, until the guilty one is alone. Used by one thread.
 */
final class Suspects {
    /** The pause before trying an outcome again that failed alone and for an unknown reason. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** The pause before trying an outcome again that can't be written in any form. */
    private static final long LONG_PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Deque<Group> groups = new ArrayDeque<>();
    private int size;

    /**
     * @param failedAlone how often it failed as a single outcome
     * @param commits how many transactions had been committed when it failed last
     * @param notBefore when it may be tried
     */
    record Group(List<Outcome> outcomes, int failedAlone, long commits, long notBefore) {
        Group {
            outcomes = List.copyOf(outcomes);
        }
    }

    int size() {
        return size;
    }

    List<Outcome> all() {
        List<Outcome> all = new ArrayList<>(size);
        groups.forEach(group -> all.addAll(group.outcomes));
        return all;
    }

    /** Adds the suspects of a transaction that carried others too. */
    void suspect(List<Outcome> outcomes, long commits, long now) {
        add(new Group(outcomes, 0, commits, now));
    }

    /** Halves a group that failed, so that a single guilty outcome is left in the end. */
    void halve(Group failed, long commits, long now) {
        int half = failed.outcomes.size() / 2;
        add(new Group(failed.outcomes.subList(half, failed.outcomes.size()), 0, commits, now));
        add(new Group(failed.outcomes.subList(0, half), 0, commits, now));
    }

    /** Keeps a group together for another try after a moment. */
    void again(Group failed, boolean alone, long commits, long now) {
        int times = failed.failedAlone + (alone ? 1 : 0);
        groups.addLast(
                new Group(
                        failed.outcomes, times, commits, now + PAUSE * (1L << Math.min(times, 4))));
        size += failed.outcomes.size();
    }

    /** Keeps what can't be written in any form until Kafka may take it. */
    void hold(Outcome outcome, long commits, long now) {
        groups.addLast(new Group(List.of(outcome), 0, commits, now + LONG_PAUSE));
        size++;
    }

    /** Reports whether any group may be tried now. */
    boolean isDue(long now) {
        return groups.stream().anyMatch(group -> now - group.notBefore >= 0);
    }

    private void add(Group group) {
        groups.addFirst(group);
        size += group.outcomes.size();
    }

    /** Takes the next group that may be tried now, without outcomes that can't be committed now. */
    Optional<Group> take(Predicate<Outcome> committable, long now) {
        Iterator<Group> each = groups.iterator();
        while (each.hasNext()) {
            Group group = each.next();
            if (now - group.notBefore >= 0 && group.outcomes.stream().anyMatch(committable)) {
                each.remove();
                size -= group.outcomes.size();
                return Optional.of(withoutOthers(group, committable));
            }
        }
        return Optional.empty();
    }

    private Group withoutOthers(Group group, Predicate<Outcome> committable) {
        List<Outcome> chosen = group.outcomes.stream().filter(committable).toList();
        List<Outcome> others = group.outcomes.stream().filter(committable.negate()).toList();
        if (others.isEmpty()) {
            return group;
        }
        groups.addLast(new Group(others, group.failedAlone, group.commits, group.notBefore));
        size += others.size();
        return new Group(chosen, group.failedAlone, group.commits, group.notBefore);
    }

    /** Drops the outcomes of partitions that are lost. */
    void dropUnless(Predicate<Outcome> owned, Consumer<Outcome> dropped) {
        if (groups.isEmpty()) {
            return;
        }
        List<Group> before = new ArrayList<>(groups);
        groups.clear();
        size = 0;
        for (Group group : before) {
            List<Outcome> kept = group.outcomes.stream().filter(owned).toList();
            group.outcomes.stream().filter(owned.negate()).forEach(dropped);
            if (!kept.isEmpty()) {
                groups.addLast(new Group(kept, group.failedAlone, group.commits, group.notBefore));
                size += kept.size();
            }
        }
    }
}
