package dev.hooklane.console.endpoint;

import dev.hooklane.client.TypedRateLimit;
import dev.hooklane.console.page.Visit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The changes that a submitted form asks for, in the API's format.
 *
 * @param body with the fields that differ from the endpoint's current ones
 * @param problems that prevent a request to the API, by field
 */
record EndpointChange(ObjectNode body, Map<String, String> problems) {
    private static final JsonMapper JSON = JsonMapper.shared();

    EndpointChange {
        problems = Map.copyOf(problems);
    }

    static EndpointChange of(Visit visit, JsonNode before) {
        ObjectNode wanted = JSON.createObjectNode();
        Map<String, String> problems = new HashMap<>();
        wanted.put("url", visit.form("url"));
        wanted.put("description", visit.form("description"));
        ArrayNode events = wanted.putArray("eventTypes");
        patterns(visit).forEach(events::add);
        putFilter(visit, wanted, problems);
        putText(wanted, "timeout", visit.form("timeout"));
        putNumber(wanted, "maxInFlight", visit.form("maxInFlight"), problems);
        putRate(visit, wanted, problems);
        wanted.put("ordered", !visit.form("ordered").isEmpty());
        boolean keyPair = !visit.form("keyPair").isEmpty();
        if (keyPair != EndpointSettingsText.isSignedByKeyPair(before)) {
            wanted.put("signature", keyPair ? "ed25519" : "hmac");
        }
        putSchedule(visit, wanted);
        wanted.propertyNames().stream()
                .filter(name -> same(name, wanted.path(name), before.path(name)))
                .toList()
                .forEach(wanted::remove);
        putHeaders(visit, wanted, problems);
        return new EndpointChange(wanted, problems);
    }

    static List<String> patterns(Visit visit) {
        return EventChoice.patterns(visit.form("scope").equals("all"), visit.forms("events"));
    }

    /** Reports whether a field is unchanged; the order of event types does not matter. */
    private static boolean same(String name, JsonNode wanted, JsonNode before) {
        if (name.equals("eventTypes")) {
            return Set.copyOf(ShownEndpoint.texts(wanted))
                    .equals(Set.copyOf(ShownEndpoint.texts(before)));
        }
        if (name.equals("rateLimit") && wanted.isObject() && before.isObject()) {
            return wanted.path("perSecond").asDouble() == before.path("perSecond").asDouble()
                    && wanted.path("burst").equals(before.path("burst"));
        }
        return wanted.equals(before);
    }

    private static void putText(ObjectNode wanted, String name, String text) {
        if (text.isEmpty()) {
            wanted.putNull(name);
        } else {
            wanted.put(name, text);
        }
    }

    private static void putFilter(Visit visit, ObjectNode wanted, Map<String, String> problems) {
        String text = visit.form("filter");
        if (text.isEmpty()) {
            wanted.putNull("filter");
            return;
        }
        try {
            wanted.set("filter", JSON.readTree(text));
        } catch (JacksonException e) {
            problems.put("filter", "filter is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void putNumber(
            ObjectNode wanted, String name, String text, Map<String, String> problems) {
        if (text.isEmpty()) {
            wanted.putNull(name);
        } else if (text.matches("[0-9]{1,9}")) {
            wanted.put(name, Integer.parseInt(text));
        } else {
            problems.put(name, "“%s” is not a whole number".formatted(text));
        }
    }

    private static void putRate(Visit visit, ObjectNode wanted, Map<String, String> problems) {
        String perSecond = visit.form("perSecond");
        String burst = visit.form("burst");
        if (perSecond.isEmpty() && burst.isEmpty()) {
            wanted.putNull("rateLimit");
            return;
        }
        TypedRateLimit.parse(perSecond, burst)
                .ifPresentOrElse(
                        rate -> rate.addTo(wanted),
                        () ->
                                problems.put(
                                        "rateLimit",
                                        "A rate limit needs two numbers: requests per second,"
                                                + " such as 2.5, and the burst"));
    }

    private static void putSchedule(Visit visit, ObjectNode wanted) {
        String text = visit.form("schedule");
        if (text.isEmpty()) {
            wanted.putNull("schedule");
            return;
        }
        ArrayNode waits = wanted.putArray("schedule");
        for (String wait : text.split("[,\\s]+", -1)) {
            waits.add(wait);
        }
    }

    /**
     * Adds the headers only if new ones are given, or all are removed: the current values can't be
     * read.
     */
    private static void putHeaders(Visit visit, ObjectNode wanted, Map<String, String> problems) {
        if (!visit.form("noHeaders").isEmpty()) {
            wanted.putObject("headers");
            return;
        }
        String text = visit.form("newHeaders");
        if (text.isEmpty()) {
            return;
        }
        ObjectNode headers = wanted.putObject("headers");
        List<String> wrong = new ArrayList<>();
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                wrong.add(line);
            } else {
                headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        if (!wrong.isEmpty()) {
            problems.put(
                    "headers", "“%s” is not of the form Name: value".formatted(wrong.getFirst()));
        }
    }
}
