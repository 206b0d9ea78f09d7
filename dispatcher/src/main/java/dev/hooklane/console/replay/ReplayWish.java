package dev.hooklane.console.replay;

import dev.hooklane.console.page.Visit;
import dev.hooklane.console.view.Address;
import dev.hooklane.console.view.TypedTime;
import dev.hooklane.delivery.DeliveryStatus;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A visitor's choice of deliveries to replay.
 *
 * @param endpoint the only endpoint; empty for any of the account's
 * @param what one of {@link #CHOICES}
 * @param types or groups of them, separated by commas; empty for all
 * @param from a time in UTC, in the format of a browser's time field
 * @param until the same
 */
public record ReplayWish(String endpoint, String what, String types, String from, String until) {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String DEAD = DeliveryStatus.Kind.DEAD.wireName();
    private static final String DELIVERED = DeliveryStatus.Kind.DELIVERED.wireName();

    /** The choices, the default first. */
    public static final List<Choice> CHOICES =
            List.of(
                    new Choice(DEAD, "Dead letters", "Deliveries that won’t be attempted again."),
                    new Choice(
                            "missed",
                            "Missed",
                            "Dead letters from when the webhook was paused or disabled."),
                    new Choice(DELIVERED, "Delivered", "Deliveries that succeeded."),
                    new Choice("both", "Both", "Dead letters and deliveries that succeeded."),
                    new Choice(
                            "events",
                            "Past events",
                            "Events that the webhook would receive now but never did."));

    /**
     * One choice.
     *
     * @param name in addresses
     */
    public record Choice(String name, String label, String hint) {}

    static ReplayWish asked(Visit visit) {
        return of(name -> visit.query(name).orElse(""), visit.query("endpoint").orElse(""));
    }

    /**
     * Reads the choice from a form.
     *
     * @param endpoint the only endpoint; empty for several
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

    /** Returns the body of the API request. */
    ObjectNode body(String ofEndpoint) {
        ObjectNode body = JSON.createObjectNode().put("endpoint", ofEndpoint);
        ObjectNode select = body.putObject("select");
        switch (what) {
            case "missed" -> select.put("missed", true);
            case "events" -> select.put("events", true);
            case "both" -> select.putArray("status").add(DEAD).add(DELIVERED);
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

    /** Returns the path of the form with the same choice. */
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
