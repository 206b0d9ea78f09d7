package dev.hooklane.e2e.fault.broker;

import dev.hooklane.e2e.fault.Fault;
import java.time.Duration;
import java.util.List;

/** All faults of brokers; each may come at the same time as one that stops instances. */
public final class BrokerFaults {
    public static final List<Fault> ALL =
            List.of(
                    new KillBroker(),
                    new FreezeBroker(Duration.ofSeconds(15)),
                    new RestartBroker(),
                    new RestartAllBrokers(),
                    new KillController(),
                    new BelowMinInSync(),
                    new CutOff());

    private BrokerFaults() {}
}
