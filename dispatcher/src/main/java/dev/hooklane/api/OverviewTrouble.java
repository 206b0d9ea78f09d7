package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import tools.jackson.core.JsonGenerator;

/**
 * How many endpoints are in which state, and the worst of those in trouble.
 *
 * @param failing how many of the enabled ones fail
 * @param worst those that fail, longest first, then those that are disabled, latest first
 */
record OverviewTrouble(long enabled, long paused, long disabled, long failing, List<Each> worst) {
    static final int WORST_MAX = 10;

    OverviewTrouble {
        worst = List.copyOf(worst);
    }

    /**
     * An endpoint in trouble.
     *
     * @param because {@code failing}, or why it is disabled
     * @param since when that began
     */
    record Each(Endpoint endpoint, String because, Instant since) {
        private static final String FAILING = "failing";

        static final Comparator<Each> WORST_FIRST =
                Comparator.comparingInt((Each each) -> each.fails() ? 0 : 1)
                        .thenComparingLong(each ->
                                each.fails()
                                        ? each.since.toEpochMilli()
                                        : -each.since.toEpochMilli())
                        .thenComparing(each -> each.endpoint.id().value());

        private boolean fails() {
            return because.equals(FAILING);
        }
    }

    /**
     * Looks at the endpoints of an account.
     *
     * @param account empty for those of all
     */
    static OverviewTrouble of(EndpointDirectory directory, Optional<AccountId> account) {
        long enabled = 0;
        long paused = 0;
        long disabled = 0;
        long failing = 0;
        PriorityQueue<Each> worst = new PriorityQueue<>(Each.WORST_FIRST.reversed());
        for (Endpoint endpoint : account.map(directory::of).orElseGet(directory::all)) {
            switch (endpoint.state()) {
                case EndpointState.Enabled _ -> {
                    enabled++;
                    if (directory.health(endpoint.id()).orElse(null)
                            instanceof EndpointHealth.Failing health) {
                        failing++;
                        keep(new Each(endpoint, Each.FAILING, health.since()), worst);
                    }
                }
                case EndpointState.Paused _ -> paused++;
                case EndpointState.Disabled(String reason) -> {
                    disabled++;
                    keep(new Each(endpoint, reason, endpoint.updatedAt()), worst);
                }
            }
        }
        return new OverviewTrouble(
                enabled,
                paused,
                disabled,
                failing,
                worst.stream().sorted(Each.WORST_FIRST).toList());
    }

    private static void keep(Each each, PriorityQueue<Each> worst) {
        worst.add(each);
        if (worst.size() > WORST_MAX) {
            worst.remove();
        }
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("enabled", enabled);
        json.writeNumberProperty("paused", paused);
        json.writeNumberProperty("disabled", disabled);
        json.writeNumberProperty("failing", failing);
        json.writeName("inTrouble");
        json.writeStartArray();
        for (Each each : worst) {
            json.writeStartObject();
            json.writeStringProperty("endpoint", each.endpoint().id().value());
            json.writeStringProperty("account", each.endpoint().account().value());
            json.writeStringProperty("because", each.because());
            json.writeStringProperty("since", each.since().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
