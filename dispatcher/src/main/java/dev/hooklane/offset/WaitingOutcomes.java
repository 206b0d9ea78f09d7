package dev.hooklane.offset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * The outcomes that are not durable yet and in no transaction: those that wait for the next one,
 * for a partition, or to be tried apart from the others. Used by one thread.
 *
 * <pre>
 * waiting ──▶ what may be written ─────────────▶ committed
 *    ▲   └──▶ what waits for a partition, later ─┘   │ aborted: nobody's fault, or a partition's
 *    └───────────────────────────────────────────────┘
 * suspects ──▶ a half, a half of that … ──▶ alone ──▶ a smaller form in quarantine
 * </pre>
 */
final class WaitingOutcomes {
    /**
     * An outcome is set aside once it has failed alone this often, for no known reason, while
     * others were committed.
     */
    private static final int GUILTY_AFTER = 3;

    private final Quarantine quarantine;
    private final Function<Outcome, Optional<Outcome>> refusedCopy;
    private final Suspects suspects = new Suspects();
    private final BlockedPartitions blocked;
    private final BatchLimit limit = new BatchLimit();
    private List<Outcome> waiting = new ArrayList<>();
    private long bytes;
    private long commits;
    private boolean more;
    private Turn lastTurn = Turn.SUSPECTS;

    /**
     * Starts without outcomes.
     *
     * @param refusedCopy takes a copy that Kafka refuses, and returns the outcome to write in its
     *     place, if there is one yet
     */
    WaitingOutcomes(
            Quarantine quarantine,
            Function<Outcome, Optional<Outcome>> refusedCopy,
            Predicate<TopicPartition> hanging) {
        this.quarantine = quarantine;
        this.refusedCopy = refusedCopy;
        this.blocked = new BlockedPartitions(hanging);
    }

    /** Which outcomes a transaction is for. */
    private enum Turn {
        USUAL,
        BLOCKED,
        SUSPECTS;

        /** Returns all turns, beginning with the one after {@code last}. */
        static List<Turn> after(Turn last) {
            return switch (last) {
                case USUAL -> List.of(SUSPECTS, BLOCKED, USUAL);
                case SUSPECTS -> List.of(USUAL, BLOCKED, SUSPECTS);
                case BLOCKED -> List.of(USUAL, SUSPECTS, BLOCKED);
            };
        }
    }

    /**
     * The outcomes that the next transaction carries.
     *
     * @param suspects the group that it tries apart from all others; empty if it is not for
     *     suspects
     */
    record Chosen(List<Outcome> outcomes, Optional<Suspects.Group> suspects) {}

    void add(Outcome outcome) {
        waiting.add(outcome);
        bytes += outcome.bytes();
    }

    /** Returns how many there are, without those in a transaction. */
    int size() {
        return waiting.size() + suspects.size();
    }

    /** Returns about how many bytes they hold in memory, including those in a transaction. */
    long bytes() {
        return bytes;
    }

    /** Reports whether the next transaction has something to carry already. */
    boolean hasMore() {
        return more;
    }

    /** Returns how many wait for a topic to accept them, by topic. */
    Map<String, Integer> byTopic() {
        return blocked.waiting(waiting, suspects.all());
    }

    /**
     * Drops the outcomes of partitions that were lost: the next owner makes them again.
     *
     * @return how many were dropped
     */
    int dropLost() {
        int before = size();
        List<Outcome> kept = new ArrayList<>(waiting.size());
        for (Outcome outcome : waiting) {
            if (outcome.partition().owned()) {
                kept.add(outcome);
            } else {
                release(outcome);
            }
        }
        waiting = kept;
        suspects.dropUnless(outcome -> outcome.partition().owned(), this::release);
        return before - size();
    }

    private void release(Outcome outcome) {
        bytes -= outcome.bytes();
    }

    /**
     * Chooses what to commit now from the outcomes whose turn it is, or from the next turn that has
     * any.
     */
    Chosen choose(Assignment assignment, long now) {
        more = false;
        for (Turn turn : Turn.after(lastTurn)) {
            Optional<Chosen> chosen = choose(turn, assignment, now);
            if (chosen.isPresent()) {
                lastTurn = turn;
                more |= suspects.isDue(now) || (turn != Turn.USUAL && !waiting.isEmpty());
                return chosen.get();
            }
        }
        return new Chosen(List.of(), Optional.empty());
    }

    private Optional<Chosen> choose(Turn turn, Assignment assignment, long now) {
        return switch (turn) {
            case USUAL -> chosen(take(assignment, outcome -> !blocked.isFor(outcome)));
            case BLOCKED ->
                    blocked.isEmpty()
                            ? Optional.empty()
                            : chosen(take(assignment, outcome -> blocked.mayTry(outcome, now)));
            case SUSPECTS ->
                    suspects.take(
                                    outcome ->
                                            assignment.has(outcome.partition())
                                                    && (!blocked.isFor(outcome)
                                                            || blocked.mayTry(outcome, now)),
                                    now)
                            .map(group -> new Chosen(group.outcomes(), Optional.of(group)));
        };
    }

    private static Optional<Chosen> chosen(List<Outcome> outcomes) {
        return outcomes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chosen(outcomes, Optional.empty()));
    }

    /**
     * Takes as many waiting outcomes as one transaction carries. Outcomes of partitions that were
     * revoked and not yet assigned again stay: their partitions may come back or be lost.
     */
    private List<Outcome> take(Assignment assignment, Predicate<Outcome> choice) {
        List<Outcome> taken = new ArrayList<>();
        List<Outcome> left = new ArrayList<>();
        long taking = 0;
        for (Outcome outcome : waiting) {
            boolean mayBeTaken = assignment.has(outcome.partition()) && choice.test(outcome);
            boolean hasRoom =
                    taken.isEmpty()
                            || (taken.size() < limit.outcomes()
                                    && taking + outcome.bytes() <= limit.bytes());
            if (mayBeTaken && hasRoom) {
                taken.add(outcome);
                taking += outcome.bytes();
            } else {
                left.add(outcome);
                more |= mayBeTaken;
            }
        }
        waiting = left;
        return taken;
    }

    /** Takes note that they are durable. */
    void committed(Chosen ended, Duration took) {
        commits++;
        limit.committed(ended.outcomes.size(), took);
        for (Outcome outcome : ended.outcomes) {
            blocked.wrote(outcome);
            release(outcome);
        }
    }

    /** Takes them back from a transaction that failed. */
    void aborted(Chosen ended, String why, Blame blame, long now) {
        switch (blame) {
            case Blame.Nobody _ -> {
                limit.failed();
                more = false;
                giveBack(ended, now);
            }
            case Blame.Partitions(var partitions) -> {
                limit.failed();
                partitions.forEach(partition -> blocked.block(partition, now));
                more = true;
                giveBack(ended, now);
            }
            case Blame.Outcomes(List<Outcome> blamed, boolean refused) -> {
                more = !blamed.isEmpty();
                suspect(ended, blamed, refused, why, now);
            }
        }
    }

    private void giveBack(Chosen ended, long now) {
        if (ended.suspects.isPresent()) {
            suspects.again(ended.suspects.get(), false, commits, now);
        } else {
            waiting.addAll(0, ended.outcomes);
        }
    }

    private void suspect(
            Chosen ended, List<Outcome> blamed, boolean refused, String why, long now) {
        if (ended.suspects.isEmpty()) {
            Set<Outcome> guilty = Collections.newSetFromMap(new IdentityHashMap<>());
            guilty.addAll(blamed);
            waiting.addAll(
                    0,
                    ended.outcomes.stream().filter(outcome -> !guilty.contains(outcome)).toList());
            if (!blamed.isEmpty()) {
                suspects.suspect(blamed, commits, now);
            }
            return;
        }
        Suspects.Group group = ended.suspects.get();
        boolean othersAreCommitted = commits > group.commits();
        if (group.outcomes().size() > 1) {
            if (refused || othersAreCommitted) {
                suspects.halve(group, commits, now);
            } else {
                suspects.again(group, false, commits, now);
            }
        } else if (refused || (othersAreCommitted && group.failedAlone() + 1 >= GUILTY_AFTER)) {
            setAside(group.outcomes().getFirst(), why, now);
        } else {
            suspects.again(group, othersAreCommitted, commits, now);
        }
    }

    private void setAside(Outcome guilty, String why, long now) {
        if (guilty.form() == Outcome.Form.COPY) {
            release(guilty);
            refusedCopy.apply(guilty).ifPresent(this::add);
            return;
        }
        Optional<Outcome> smaller = quarantine.smaller(guilty, why);
        if (smaller.isEmpty()) {
            suspects.hold(guilty, commits, now);
            return;
        }
        release(guilty);
        bytes += smaller.get().bytes();
        suspects.suspect(List.of(smaller.get()), commits, now);
    }
}
