package dev.hooklane.e2e.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All faults that are known. */
public final class Faults {
    public static final Fault NONE = new NoFault();
    private static final Duration AN_HOUR = Duration.ofHours(1);

    public static final List<Fault> ALL =
            List.of(
                    NONE,
                    new KillInstance(),
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
                    new PoisonRecords(),
                    new UnpackedBomb(),
                    new AddPartitions(),
                    new MakeTopicAnew(),
                    new LoseGroupOffsets());

    private Faults() {}

    /** The fault of that name, or the mix of those whose names are joined by a plus sign. */
    public static Optional<Fault> named(String name) {
        List<Fault> named =
                Stream.of(name.split("\\+", -1)).flatMap(part -> alone(part).stream()).toList();
        return switch (named.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(named.getFirst()).filter(fault -> fault.name().equals(name));
            default -> Optional.<Fault>of(new Mix(named)).filter(mix -> mix.name().equals(name));
        };
    }

    private static Optional<Fault> alone(String name) {
        return ALL.stream().filter(fault -> fault.name().equals(name)).findAny();
    }
}
