package dev.hooklane.e2e;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Faults;
import dev.hooklane.e2e.fault.Mix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Mixes of three faults that the seed chooses, until the time is up. */
final class Mixes implements Iterator<Fault> {
    private static final int FAULTS_EACH = 3;

    private final Random random;
    private final List<Fault> faults;
    private final long deadline;

    Mixes(long seed, Duration time) {
        random = new Random(seed);
        // One that needs a new installation afterwards is tried alone.
        faults =
                Faults.ALL.stream()
                        .filter(fault -> !fault.spoils() && !fault.equals(Faults.NONE))
                        .toList();
        deadline = System.nanoTime() + time.toNanos();
    }

    @Override
    public boolean hasNext() {
        return System.nanoTime() < deadline;
    }

    @Override
    public Fault next() {
        List<Fault> shuffled = new ArrayList<>(faults);
        Collections.shuffle(shuffled, random);
        return new Mix(shuffled.subList(0, FAULTS_EACH));
    }
}
