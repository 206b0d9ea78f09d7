package dev.hooklane.bench.attacker;

import dev.hooklane.hostile.HostileClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets only so many rounds of an attack pass a second. For one thread. */
final class Rounds implements HostileClient.Clock {
    private final long intervalNanos;
    private final BooleanSupplier runs;
    private long nextNanos = System.nanoTime();

    Rounds(int perSecond, BooleanSupplier runs) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.runs = runs;
    }

    @Override
    public boolean runs() {
        long now = System.nanoTime();
        while (nextNanos - now > 0 && runs.getAsBoolean()) {
            LockSupport.parkNanos(nextNanos - now);
            now = System.nanoTime();
        }
        // A round that took too long is not made up for.
        nextNanos = now + intervalNanos;
        return runs.getAsBoolean();
    }
}
