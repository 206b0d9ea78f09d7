package dev.hooklane.api;

import dev.hooklane.event.AccountId;
import dev.hooklane.fanout.DeferredMeter;
import dev.hooklane.fanout.DeferredMeter.OfAccount;
import dev.hooklane.history.HistoryUnavailableException;
import dev.hooklane.metrics.DeferredMeters;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The events that wait for their accounts' shares of the fan-out, as all instances report them that
 * can be asked.
 */
final class DeferredEvents {
    private static final Comparator<OfAccount> MOST_FIRST =
            Comparator.comparingLong(OfAccount::events)
                    .reversed()
                    .thenComparing(OfAccount::oldest)
                    .thenComparing(each -> each.account().value());

    private final DeferredMeters here;
    private final String instance;
    private final Supplier<Set<String>> fanningOut;
    private final OtherInstances others;

    /**
     * @param here those of this instance
     * @param fanningOut the names of all instances that fan out
     */
    DeferredEvents(
            DeferredMeters here,
            String instance,
            Supplier<Set<String>> fanningOut,
            OtherInstances others) {
        this.here = here;
        this.instance = instance;
        this.fanningOut = fanningOut;
        this.others = others;
    }

    /**
     * What some instances report.
     *
     * @param notAsked those that fan out too, but could not be asked
     */
    record Told(
            long events, List<OfAccount> accounts, List<String> instances, List<String> notAsked) {
        Told {
            accounts = List.copyOf(accounts);
            instances = List.copyOf(instances);
            notAsked = List.copyOf(notAsked);
        }

        void write(Instant now, JsonGenerator json) {
            json.writeStartObject();
            json.writeNumberProperty("events", events);
            json.writeName("accounts");
            json.writeStartArray();
            for (OfAccount each : accounts) {
                json.writeStartObject();
                json.writeStringProperty("account", each.account().value());
                json.writeNumberProperty("events", each.events());
                json.writeStringProperty("oldestAt", each.oldest().toString());
                json.writeNumberProperty(
                        "oldestSeconds", WaitingRoutes.secondsSince(each.oldest(), now));
                json.writeEndObject();
            }
            json.writeEndArray();
            write("instances", instances, json);
            write("notAsked", notAsked, json);
            json.writeEndObject();
        }

        private static void write(String field, List<String> names, JsonGenerator json) {
            json.writeName(field);
            json.writeStartArray();
            names.forEach(json::writeString);
            json.writeEndArray();
        }

        /** Reads the answer of an instance; one of an earlier version reports nothing. */
        private static Told read(JsonNode answer) {
            JsonNode told = answer.path("deferred");
            return new Told(
                    told.path("events").asLong(0),
                    told.path("accounts")
                            .valueStream()
                            .map(each ->
                                    new OfAccount(
                                            new AccountId(each.path("account").asString()),
                                            each.path("events").asLong(),
                                            Instant.parse(each.path("oldestAt").asString())))
                            .toList(),
                    told.path("instances").valueStream().map(JsonNode::asString).toList(),
                    List.of());
        }
    }

    /** Returns what waits on this instance. */
    Told here() {
        return new Told(
                here.events(),
                here.accounts().stream()
                        .sorted(MOST_FIRST)
                        .limit(DeferredMeter.ACCOUNTS_MAX)
                        .toList(),
                List.of(instance),
                List.of());
    }

    /** Returns what waits on all instances that can be asked. */
    Told everywhere(Context context) {
        List<Told> all = new ArrayList<>(askOthers(context));
        all.add(here());
        Set<String> instances = new TreeSet<>();
        Map<AccountId, OfAccount> accounts = new HashMap<>();
        for (Told each : all) {
            instances.addAll(each.instances());
            each.accounts().forEach(one -> accounts.merge(one.account(), one, OfAccount::with));
        }
        Set<String> notAsked = new TreeSet<>(fanningOut.get());
        notAsked.removeAll(instances);
        return new Told(
                all.stream().mapToLong(Told::events).sum(),
                accounts.values().stream()
                        .sorted(MOST_FIRST)
                        .limit(DeferredMeter.ACCOUNTS_MAX)
                        .toList(),
                List.copyOf(instances),
                List.copyOf(notAsked));
    }

    /** What waits can be told while the history can't, by which the others are known. */
    private List<Told> askOthers(Context context) {
        try {
            return others.askEach(context, Told::read);
        } catch (HistoryUnavailableException e) {
            return List.of();
        }
    }
}
