package dev.hooklane.e2e;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Mix;
import dev.hooklane.e2e.fault.NoFault;
import dev.hooklane.e2e.fault.broker.BrokerFaults;
import dev.hooklane.e2e.fault.instance.InstanceFaults;
import dev.hooklane.e2e.fault.machine.MachineFaults;
import dev.hooklane.e2e.fault.receiver.ReceiverFaults;
import dev.hooklane.e2e.fault.topic.TopicFaults;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All known faults. */
final class Faults {
    static final Fault NONE = new NoFault();

    static final List<Fault> ALL =
            Stream.of(
                            List.of(NONE),
                            InstanceFaults.ALL,
                            BrokerFaults.ALL,
                            MachineFaults.ALL,
                            ReceiverFaults.ALL,
                            TopicFaults.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Faults() {}

    /**
     * Returns the fault with this name. Names joined by a plus sign, such as {@code kill+cut-off},
     * are a mix of faults that come one after the other. Names joined by a slash come at the same
     * time, and the slash binds more tightly.
     */
    static Optional<Fault> named(String name) {
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
