package dev.hooklane.console.delivery;

import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Selects the deliveries of a list, as its address says; an empty component matches all.
 *
 * @param from a time in UTC, in the format of a browser's time field
 * @param until the same
 */
public record DeliveryFilter(
        String endpoint, String event, String type, String status, String from, String until) {
    static DeliveryFilter of(Visit visit) {
        Function<String, String> asked = name -> visit.query(name).orElse("");
        return new DeliveryFilter(
                asked.apply("endpoint"),
                asked.apply("event"),
                asked.apply("type"),
                asked.apply("status"),
                TypedTime.forField(asked.apply("from")),
                TypedTime.forField(asked.apply("until")));
    }

    /** Reports whether it matches all deliveries. */
    public boolean isEmpty() {
        return Stream.of(endpoint, event, type, status, from, until).allMatch(String::isEmpty);
    }

    /**
     * Reports whether the API offers this list; of all accounts, it lists only the latest
     * deliveries.
     */
    boolean isNarrowEnough(Optional<String> account) {
        return !isOfAll(account) || (from + until).isEmpty();
    }

    /** Reports whether this selects nothing but a type, or those that were delivered. */
    boolean isOfAll(Optional<String> account) {
        return account.isEmpty()
                && endpoint.isEmpty()
                && event.isEmpty()
                && (status.isEmpty() || status.equals(DeliveryStatus.Kind.DELIVERED.wireName()));
    }

    /** Reports whether a replay of these is possible: it needs an account or an endpoint. */
    boolean isReplayable(Optional<String> account) {
        return (account.isPresent() || !endpoint.isEmpty())
                && event.isEmpty()
                && DeliveryStatus.Kind.find(status).map(DeliveryFilter::canBeReplayed).orElse(true);
    }

    private static boolean canBeReplayed(DeliveryStatus.Kind status) {
        return switch (status) {
            case DELIVERED, DEAD -> true;
            case WAITING, CANCELLED -> false;
        };
    }

    /** Returns a path with these parameters. */
    Address at(String path) {
        return new Address(path)
                .with("endpoint", endpoint)
                .with("event", event)
                .with("type", type)
                .with("status", status)
                .with("from", from)
                .with("until", until);
    }

    /** Returns the path that starts a replay of the same deliveries. */
    String replay() {
        return new Address("/replays/new")
                .with("endpoint", endpoint)
                .with("types", type)
                .with("what", status)
                .with("from", from)
                .with("until", until)
                .text();
    }

    /** Returns the parameters for the API's list. */
    Map<String, String> asked(String account, String cursor, int limit) {
        Map<String, String> asked = new HashMap<>();
        asked.put("account", account);
        asked.put("endpoint", endpoint);
        asked.put("event", event);
        asked.put("type", type);
        asked.put("status", status);
        asked.put("from", TypedTime.forApi(from));
        asked.put("until", TypedTime.forApi(until));
        asked.put("cursor", cursor);
        asked.put("limit", String.valueOf(limit));
        return asked;
    }
}
