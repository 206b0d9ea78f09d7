package dev.hooklane.console.delivery;

import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which deliveries a list is of, as its address says; what is empty matches all.
 *
 * @param from a time in UTC, as fields for times have it
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

    /** Whether all are wanted. */
    public boolean isEmpty() {
        return Stream.of(endpoint, event, type, status, from, until).allMatch(String::isEmpty);
    }

    /** Whether the API has such a list: not of everything that all accounts have. */
    boolean isNarrowEnough(Optional<String> account) {
        return account.isPresent()
                || !endpoint.isEmpty()
                || !event.isEmpty()
                || !(status.isEmpty() || status.equals("delivered"));
    }

    /** Whether a replay can be of these: it is of an account's or an endpoint's. */
    boolean isReplayable(Optional<String> account) {
        return (account.isPresent() || !endpoint.isEmpty())
                && event.isEmpty()
                && !(status.equals("waiting") || status.equals("cancelled"));
    }

    /** A path with the same parameters. */
    Address at(String path) {
        return new Address(path)
                .with("endpoint", endpoint)
                .with("event", event)
                .with("type", type)
                .with("status", status)
                .with("from", from)
                .with("until", until);
    }

    /** Where a replay of the same begins. */
    String replay() {
        return new Address("/replays/new")
                .with("endpoint", endpoint)
                .with("types", type)
                .with("what", status)
                .with("from", from)
                .with("until", until)
                .text();
    }

    /** The parameters of the API's list. */
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
