package dev.hooklane.e2e.fault.instance;

import dev.hooklane.e2e.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All faults of instances of Hooklane. */
public final class InstanceFaults {
    /** Those that stop instances and start them again with their state. */
    public static final List<Fault> STOPPING =
            List.of(
                    new KillInstance(),
                    new LoseInstance(),
                    new FreezeInstance(Duration.ofSeconds(3)),
                    new FreezeInstance(Duration.ofSeconds(15)),
                    new FreezeInstance(Duration.ofSeconds(60)),
                    new RollingRestart(),
                    new Scale(),
                    new LoseStateDir(),
                    new CorruptStateDir(),
                    new SmallHeap());

    /** Those that also change what an instance runs with. */
    private static final List<Fault> CHANGING =
            List.of(new RollingUpgrade(), new ChangeSchedule(), new AnotherSecretsKey());

    public static final List<Fault> ALL =
            Stream.of(STOPPING, CHANGING).flatMap(List::stream).toList();

    private InstanceFaults() {}
}
