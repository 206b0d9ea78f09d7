package dev.hooklane.e2e.fault.receiver;

import dev.hooklane.e2e.fault.Fault;
import java.util.List;

/** All faults of endpoints, and of the network on the way to them. */
public final class ReceiverFaults {
    public static final List<Fault> ALL =
            List.of(new BadReceivers(), new NameTrouble(), new Goodbyes(), new AnswersTwice());

    private ReceiverFaults() {}
}
