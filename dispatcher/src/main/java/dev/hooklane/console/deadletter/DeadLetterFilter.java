package dev.hooklane.console.deadletter;

import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Selects dead letters; an empty component matches all.
 *
 * @param from a time in UTC, in the format of a browser's time field
 * @param until the same
 */
public record DeadLetterFilter(String endpoint, String type, String from, String until) {
    static DeadLetterFilter of(Visit visit) {
        return new DeadLetterFilter(
                visit.query("endpoint").orElse(""),
                visit.query("type").orElse(""),
                TypedTime.forField(visit.query("from").orElse("")),
                TypedTime.forField(visit.query("until").orElse("")));
    }

    public boolean isEmpty() {
        return Stream.of(endpoint, type, from, until).allMatch(String::isEmpty);
    }

    /** Returns a path with these parameters. */
    Address at(String path) {
        return new Address(path)
                .with("endpoint", endpoint)
                .with("type", type)
                .with("from", from)
                .with("until", until);
    }

    /** Returns the path that starts a replay of all matching dead letters of an endpoint. */
    String replayOf(String ofEndpoint) {
        return new Address("/replays/new")
                .with("endpoint", ofEndpoint)
                .with("what", DeliveryStatus.Kind.DEAD.wireName())
                .with("types", type)
                .with("from", from)
                .with("until", until)
                .text();
    }

    /** Returns the parameters for the API's list. */
    Map<String, String> asked(String account, String cursor, int limit) {
        Map<String, String> asked = new HashMap<>();
        asked.put("status", DeliveryStatus.Kind.DEAD.wireName());
        asked.put("account", account);
        asked.put("endpoint", endpoint);
        asked.put("type", type);
        asked.put("from", TypedTime.forApi(from));
        asked.put("until", TypedTime.forApi(until));
        asked.put("cursor", cursor);
        asked.put("limit", String.valueOf(limit));
        return asked;
    }
}
