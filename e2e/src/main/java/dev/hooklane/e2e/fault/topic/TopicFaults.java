package dev.hooklane.e2e.fault.topic;

import dev.hooklane.e2e.fault.Fault;
import java.util.List;

/** All faults of topics, of the records on them, and of those who write them. */
public final class TopicFaults {
    public static final List<Fault> ALL =
            List.of(
                    new PublisherAborts(),
                    new AbortedTransactions(),
                    new OpenTransaction(),
                    PoisonRecords.allAtOnce(),
                    PoisonRecords.singly(),
                    new UnpackedBomb(),
                    new AddPartitions(),
                    new MakeTopicAnew(),
                    new LoseGroupOffsets());

    private TopicFaults() {}
}
