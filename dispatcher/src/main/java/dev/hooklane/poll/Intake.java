package dev.hooklane.poll;

import dev.hooklane.lane.Lanes;
import dev.hooklane.lane.Moment;
import dev.hooklane.offset.OwnedPartition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Decides in which order, and in what slices, held records are admitted. Live deliveries come
 * first, all that are due. Retries and parked ones follow, a slice each turn of the poll loop, so
 * that a million that fall due at once can't delay the next live one. Bulk comes only when there is
 * room to spare. Used by the poll loop's thread.
 */
final class Intake {
    /** A turn with this many takes a few milliseconds. */
    private static final int SLICE = 500;

    /**
     * Delay topics fill at most one half of the room, and bulk a quarter; the rest is for live
     * ones.
     */
    private static final int DELAYED_PART = 2;

    private static final int BULK_PART = 4;

    private static final long LIVE_LATELY_NANOS = 1_000_000_000L;

    private final Admission admission;
    private final Lanes lanes;
    private final Leases leases;
    private final String bulkTopic;
    private final RandomGenerator random;
    private final DelayedLimit delayedLimit;
    private boolean isFull;
    private boolean liveCame;
    private long liveCameAt;

    Intake(
            Admission admission,
            Lanes lanes,
            Leases leases,
            DelayedLimit delayedLimit,
            String bulkTopic,
            RandomGenerator random) {
        this.admission = admission;
        this.lanes = lanes;
        this.leases = leases;
        this.delayedLimit = delayedLimit;
        this.bulkTopic = bulkTopic;
        this.random = random;
    }

    /** Admits due records that have room; returns false if something due has to wait. */
    boolean admitAll(Collection<OwnedPartition> owned, Instant instant) {
        Moment moment = lanes.moment();
        List<OwnedPartition> live = new ArrayList<>();
        List<OwnedPartition> delayed = new ArrayList<>();
        List<OwnedPartition> bulk = new ArrayList<>();
        boolean allFit = admitLeases(owned, instant);
        for (OwnedPartition partition : owned) {
            if (!leases.isHome(partition) && partition.held().dueAt(moment.nanos())) {
                (isBulk(partition) ? bulk : partition.mayRepeat() ? live : delayed).add(partition);
            }
        }
        if (!live.isEmpty()) {
            liveCame = true;
            liveCameAt = moment.nanos();
        }
        isFull = false;
        for (OwnedPartition partition : live) {
            Admission.Result result = admission.admitDue(partition, instant, Integer.MAX_VALUE);
            isFull |= result == Admission.Result.NO_ROOM;
            allFit &= isAll(result);
        }
        allFit &= admitDelayed(delayed, instant, moment);
        for (OwnedPartition partition : bulk) {
            allFit &=
                    allFit
                            && lanes.holdLessThanOneIn(BULK_PART)
                            && isAll(admission.admitDue(partition, instant, SLICE));
        }
        return allFit;
    }

    /** Reports whether live deliveries had to wait for room that all partitions share. */
    boolean isFull() {
        return isFull;
    }

    /** Forgets these partition numbers, which were given up; some of them may be owned again. */
    void forgetMoved(Set<Integer> moved, Set<Integer> owned) {
        lanes.forgetMoved(moved, owned);
        admission.forgetMoved(moved);
    }

    /** Takes note of the leased copies that were read, and of their offsets. */
    boolean admitLeases(Collection<OwnedPartition> owned, Instant instant) {
        boolean allFit = true;
        for (OwnedPartition partition : owned) {
            if (leases.isHome(partition)) {
                allFit &= isAll(admission.admitDue(partition, instant, Integer.MAX_VALUE));
            }
        }
        return allFit;
    }

    /** Admits an equal share from each partition, in another order each time. */
    private boolean admitDelayed(List<OwnedPartition> delayed, Instant instant, Moment moment) {
        if (delayed.isEmpty()) {
            return true;
        }
        Collections.shuffle(delayed, Random.from(random));
        int share = Math.max(1, SLICE / delayed.size());
        boolean allFit = true;
        for (OwnedPartition partition : delayed) {
            int slice = Math.min(share, delayedRoom(moment));
            allFit &= slice > 0 && isAll(admission.admitDue(partition, instant, slice));
        }
        return allFit;
    }

    private int delayedRoom(Moment moment) {
        if (!lanes.holdLessThanOneIn(DELAYED_PART)) {
            return 0;
        }
        boolean liveLately = liveCame && moment.nanos() - liveCameAt <= LIVE_LATELY_NANOS;
        int most = liveLately ? delayedLimit.besideLive(moment.nanos()) : delayedLimit.most();
        return most - lanes.delayedInFlight();
    }

    private boolean isBulk(OwnedPartition partition) {
        return partition.partition().topic().equals(bulkTopic);
    }

    private static boolean isAll(Admission.Result result) {
        return result == Admission.Result.ALL;
    }
}
