package dev.hooklane.e2e;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Mix;
import dev.hooklane.e2e.fault.broker.BrokerFaults;
import dev.hooklane.e2e.fault.instance.InstanceFaults;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Mixes of faults chosen by the seed, until the time is up: first a fault of brokers and one of
 * instances at the same time, then any other fault.
 */
final class Mixes implements Iterator<Fault> {
    private final Random random;
    private final List<Fault> any;
    private final long deadline;

    Mixes(long seed, Duration time) {
        random = new Random(seed);
        // A fault that requires a new installation afterwards is tried alone.
        any =
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
        Fault both =
                new Mix(
                        Mix.Order.AT_ONCE,
                        List.of(one(BrokerFaults.ALL), one(InstanceFaults.STOPPING)));
        return new Mix(Mix.Order.IN_TURN, List.of(both, one(any)));
    }

    private Fault one(List<Fault> faults) {
        return faults.get(random.nextInt(faults.size()));
    }
}
