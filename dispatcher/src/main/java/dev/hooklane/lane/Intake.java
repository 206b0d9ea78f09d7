package dev.hooklane.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * In which order, and in what slices, held records are admitted: live deliveries first, all that is
 * due; then retries and parked ones, a slice a turn of the poll loop, so that a million that fall
 * due at once can't come before the next live one; bulk only when there is room to spare. Used by
 * the poll loop's thread.
 */
final class Intake {
    /** A turn with this many takes a few milliseconds. */
    private static final int SLICE = 500;

    /** While live deliveries come, so many from delay topics may be in flight. */
    private static final int DELAYED_BESIDE_LIVE = 1_000;

    /** The same while the CPUs are at their limit: each is some 50 µs that a live one waits. */
    private static final int DELAYED_BESIDE_LIVE_BUSY = 128;

    private static final long LIVE_LATELY_NANOS = 1_000_000_000L;

    private final Admission admission;
    private final Lanes lanes;
    private final String bulkTopic;
    private boolean liveCame;
    private long liveCameAt;

    Intake(Admission admission, Lanes lanes, String bulkTopic) {
        this.admission = admission;
        this.lanes = lanes;
        this.bulkTopic = bulkTopic;
    }

    /** Admits what is due and has room; false if something due has to stay. */
    boolean admitAll(Collection<OwnedPartition> owned, Instant instant) {
        Now now = lanes.now();
        List<OwnedPartition> live = new ArrayList<>();
        List<OwnedPartition> delayed = new ArrayList<>();
        List<OwnedPartition> bulk = new ArrayList<>();
        for (OwnedPartition partition : owned) {
            if (partition.held().dueAt(instant.toEpochMilli())) {
                (isBulk(partition) ? bulk : partition.mayRepeat() ? live : delayed).add(partition);
            }
        }
        if (!live.isEmpty()) {
            liveCame = true;
            liveCameAt = now.nanos();
        }
        boolean allFit = true;
        for (OwnedPartition partition : live) {
            allFit &= isAll(admission.admitDue(partition, instant, Integer.MAX_VALUE));
        }
        allFit &= admitDelayed(delayed, instant, now);
        for (OwnedPartition partition : bulk) {
            allFit &=
                    allFit
                            && lanes.hasRoomToSpare()
                            && isAll(admission.admitDue(partition, instant, SLICE));
        }
        return allFit;
    }

    /** Each partition gets the same, in another order each time. */
    private boolean admitDelayed(List<OwnedPartition> delayed, Instant instant, Now now) {
        if (delayed.isEmpty()) {
            return true;
        }
        Collections.shuffle(delayed);
        int share = Math.max(1, SLICE / delayed.size());
        boolean allFit = true;
        for (OwnedPartition partition : delayed) {
            int slice = Math.min(share, delayedRoom(now));
            allFit &= slice > 0 && isAll(admission.admitDue(partition, instant, slice));
        }
        return allFit;
    }

    private int delayedRoom(Now now) {
        if (!liveCame || now.nanos() - liveCameAt > LIVE_LATELY_NANOS) {
            return SLICE;
        }
        int most = now.busy() ? DELAYED_BESIDE_LIVE_BUSY : DELAYED_BESIDE_LIVE;
        return most - lanes.delayedInFlight();
    }

    private boolean isBulk(OwnedPartition partition) {
        return partition.partition().topic().equals(bulkTopic);
    }

    private static boolean isAll(Admission.Result result) {
        return result == Admission.Result.ALL;
    }
}
