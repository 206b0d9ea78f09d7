package dev.hooklane.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The meters of the audit trail: entries that Kafka did not take, so that only the log has them.
 * Any thread may count.
 */
public final class AuditMeters {
    private final Counter changes;
    private final Counter refusals;

    AuditMeters(MeterRegistry registry) {
        changes = onlyLogged(registry, "change");
        refusals = onlyLogged(registry, "refusal");
    }

    private static Counter onlyLogged(MeterRegistry registry, String of) {
        return registry.counter("hooklane.audit.entries.only.logged", "of", of);
    }

    /** Counts the entry of a change or a sign-in. */
    public void changeOnlyLogged() {
        changes.increment();
    }

    /** Counts the entry of a refused request, or of several that were summed up. */
    public void refusalOnlyLogged() {
        refusals.increment();
    }
}
