package dev.hooklane.e2e.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All known faults. */
public final class Faults {
    public static final Fault NONE = new NoFault();
    private static final Duration AN_HOUR = Duration.ofHours(1);

    public static final List<Fault> ALL =
            List.of(
                    NONE,
                    new KillInstance(),
                    new LoseInstance(),
                    new FreezeInstance(Duration.ofSeconds(3)),
                    new FreezeInstance(Duration.ofSeconds(15)),
                    new FreezeInstance(Duration.ofSeconds(60)),
                    new RollingRestart(),
                    new RollingUpgrade(),
                    new Scale(),
                    new ChangeSchedule(),
                    new LoseStateDir(),
                    new KillBroker(),
                    new FreezeBroker(Duration.ofSeconds(15)),
                    new RestartBroker(),
                    new RestartAllBrokers(),
                    new KillController(),
                    new BelowMinInSync(),
                    new CutOff(),
                    new WrongClock(false, AN_HOUR),
                    new WrongClock(false, AN_HOUR.negated()),
                    new WrongClock(true, AN_HOUR),
                    new WrongClock(true, AN_HOUR.negated()),
                    new FullDisk(false),
                    new FullDisk(true),
                    new CorruptStateDir(),
                    new BadReceivers(),
                    new NameTrouble(),
                    new Goodbyes(),
                    new AnswersTwice(),
                    new PublisherAborts(),
                    new AbortedTransactions(),
                    new OpenTransaction(),
                    new AnotherSecretsKey(),
                    new SmallHeap(),
                    PoisonRecords.allAtOnce(),
                    PoisonRecords.singly(),
                    new UnpackedBomb(),
                    new AddPartitions(),
                    new MakeTopicAnew(),
                    new LoseGroupOffsets());

    /** Faults of brokers; each may be combined with one of instances. */
    static final Set<String> OF_BROKERS =
            Set.of(
                    "kill-broker",
                    "freeze-broker",
                    "restart-broker",
                    "restart-all-brokers",
                    "kill-controller",
                    "below-min-in-sync",
                    "cut-off");

    /** Faults that stop instances and start them again with their state. */
    static final Set<String> OF_INSTANCES =
            Set.of(
                    "kill",
                    "lose-instance",
                    "freeze-3s",
                    "freeze-15s",
                    "freeze-60s",
                    "rolling-restart",
                    "scale",
                    "state-dir-deleted",
                    "state-dir-corrupted",
                    "small-heap");

    private Faults() {}

    public static List<Fault> ofBrokers() {
        return ALL.stream().filter(fault -> OF_BROKERS.contains(fault.name())).toList();
    }

    public static List<Fault> ofInstances() {
        return ALL.stream().filter(fault -> OF_INSTANCES.contains(fault.name())).toList();
    }

    /**
     * Returns the fault with this name. Names joined by a plus sign, such as {@code kill+cut-off},
     * are a mix of faults that come one after the other. Names joined by a slash come at the same
     * time, and the slash binds more tightly.
     */
    public static Optional<Fault> named(String name) {
        return mix(name, Mix.Order.IN_TURN, part -> mix(part, Mix.Order.AT_ONCE, Faults::alone));
    }

    private static Optional<Fault> mix(
            String name, Mix.Order order, Function<String, Optional<Fault>> part) {
        String[] names = name.split(Pattern.quote(order.joiner()), -1);
        List<Fault> faults = Stream.of(names).map(part).flatMap(Optional::stream).toList();
        if (faults.size() < names.length) {
            return Optional.empty();
        }
        return Optional.of(faults.size() == 1 ? faults.getFirst() : new Mix(order, faults));
    }

    private static Optional<Fault> alone(String name) {
        return ALL.stream().filter(fault -> fault.name().equals(name)).findAny();
    }
}
