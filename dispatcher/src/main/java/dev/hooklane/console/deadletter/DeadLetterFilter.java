package dev.hooklane.console.deadletter;

import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which dead letters are wanted; what is empty matches all.
 *
 * @param from a time in UTC, as fields for times have it
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

    /** A path with the same parameters. */
    Address at(String path) {
        return new Address(path)
                .with("endpoint", endpoint)
                .with("type", type)
                .with("from", from)
                .with("until", until);
    }

    /** Where a replay of all of an endpoint's that match begins. */
    String replayOf(String ofEndpoint) {
        return new Address("/replays/new")
                .with("endpoint", ofEndpoint)
                .with("what", "dead")
                .with("types", type)
                .with("from", from)
                .with("until", until)
                .text();
    }

    /** The parameters of the API's list. */
    Map<String, String> asked(String account, String cursor, int limit) {
        Map<String, String> asked = new HashMap<>();
        asked.put("status", "dead");
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
