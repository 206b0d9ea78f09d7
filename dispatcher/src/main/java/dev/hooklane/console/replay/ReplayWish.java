package dev.hooklane.console.replay;

import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a visitor wants to be replayed.
 *
 * @param endpoint of which; empty for any of the account's
 * @param what one of {@link #CHOICES}
 * @param types or groups of them, with commas between; empty for all
 * @param from a time in UTC, as fields for times have it
 * @param until the same
 */
public record ReplayWish(String endpoint, String what, String types, String from, String until) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What can be chosen, the usual first. */
    public static final List<Choice> CHOICES =
            List.of(
                    new Choice("dead", "Dead letters", "Those that will not be tried again."),
                    new Choice(
                            "missed", "Missed", "Dead letters of times when it was paused or off."),
                    new Choice("delivered", "Delivered", "Those that arrived, once more."),
                    new Choice("both", "Both", "Dead letters and those that arrived."),
                    new Choice(
                            "events", "Past events", "Those that it asks for now and never got."));

    /**
     * One of them.
     *
     * @param name in addresses
     */
    public record Choice(String name, String label, String hint) {}

    static ReplayWish asked(Visit visit) {
        return of(name -> visit.query(name).orElse(""), visit.query("endpoint").orElse(""));
    }

    /**
     * As a form says it.
     *
     * @param endpoint of which, empty for several
     */
    static ReplayWish sent(Visit visit, String endpoint) {
        return of(visit::form, endpoint);
    }

    private static ReplayWish of(Function<String, String> field, String endpoint) {
        String what = field.apply("what");
        return new ReplayWish(
                endpoint,
                CHOICES.stream()
                        .map(Choice::name)
                        .filter(what::equals)
                        .findFirst()
                        .orElse(CHOICES.getFirst().name()),
                field.apply("types"),
                TypedTime.forField(field.apply("from")),
                TypedTime.forField(field.apply("until")));
    }

    /** What the API is asked for. */
    ObjectNode body(String ofEndpoint) {
        ObjectNode body = JSON.createObjectNode().put("endpoint", ofEndpoint);
        ObjectNode select = body.putObject("select");
        switch (what) {
            case "missed" -> select.put("missed", true);
            case "events" -> select.put("events", true);
            case "both" -> select.putArray("status").add("dead").add("delivered");
            default -> select.putArray("status").add(what);
        }
        List<String> patterns =
                Stream.of(types.split("[,\\s]+", -1)).filter(each -> !each.isEmpty()).toList();
        if (!patterns.isEmpty()) {
            ArrayNode array = select.putArray("types");
            patterns.forEach(array::add);
        }
        if (!from.isEmpty()) {
            select.put("from", TypedTime.forApi(from));
        }
        if (!until.isEmpty()) {
            select.put("until", TypedTime.forApi(until));
        }
        return body;
    }

    /** Where the same is chosen. */
    String path() {
        return new Address("/replays/new")
                .with("endpoint", endpoint)
                .with("what", what)
                .with("types", types)
                .with("from", from)
                .with("until", until)
                .text();
    }
}
