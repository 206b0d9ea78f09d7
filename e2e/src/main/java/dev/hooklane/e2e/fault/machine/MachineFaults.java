package dev.hooklane.e2e.fault.machine;

import dev.hooklane.e2e.fault.Fault;
import java.time.Duration;
import java.util.List;

/** All faults of the machine under an instance or a broker. */
public final class MachineFaults {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    public static final List<Fault> ALL =
            List.of(
                    new WrongClock(false, AN_HOUR),
                    new WrongClock(false, AN_HOUR.negated()),
                    new WrongClock(true, AN_HOUR),
                    new WrongClock(true, AN_HOUR.negated()),
                    new FullDisk(false),
                    new FullDisk(true));

    private MachineFaults() {}
}
