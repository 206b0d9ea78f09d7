package dev.hooklane.command;

import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What would become of an object of a manifest, or became of it, as lines of a plan. */
record PlannedChange(JsonNode result) {
    boolean is(String outcome) {
        return result.path("result").asString("").equals(outcome);
    }

    /** Reports whether it makes a difference that a plan shows. */
    boolean changes() {
        return is("created") || is("changed") || is("removed") || is("adopted");
    }

    /** Reports whether the manifest can't have what it asks for. */
    boolean fails() {
        return is("conflict") || is("refused");
    }

    JsonNode withoutSecret() {
        JsonNode copy = result.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("secret");
        }
        return copy;
    }

    /** Returns its lines; none if nothing changes. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (is("unchanged")) {
            return lines;
        }
        String detail = result.path("detail").asString("");
        lines.add(
                VisibleText.line(
                        "%s %s%s"
                                .formatted(sign(), name(), detail.isEmpty() ? "" : ": " + detail)));
        for (JsonNode field : result.path("fields")) {
            String conflict = field.path("conflict").asString("");
            lines.add(
                    VisibleText.line(
                            "    %s: %s -> %s%s"
                                    .formatted(
                                            field.path("field").asString(),
                                            field.path("from").asString(),
                                            field.path("to").asString(),
                                            conflict.isEmpty()
                                                    ? ""
                                                    : "  (conflict: " + conflict + ")")));
        }
        return lines;
    }

    private String sign() {
        return switch (result.path("result").asString("")) {
            case "created" -> "+";
            case "removed" -> "-";
            case "adopted" -> "=";
            case "conflict", "refused" -> "!";
            default -> "~";
        };
    }

    private String name() {
        String id = result.path("id").asString("");
        String name = result.path("name").asString("");
        String account = result.path("account").asString("");
        return switch (result.path("kind").asString("")) {
            case "eventType" -> "event type " + name;
            case "quotas" -> "quotas of account " + account;
            case "key" ->
                    "key "
                            + (name.isEmpty()
                                    ? id
                                    : (account.isEmpty() ? "" : account + "/")
                                            + name
                                            + (id.isEmpty() ? "" : " (%s)".formatted(id)));
            default ->
                    "endpoint"
                            + (account.isEmpty() ? "" : " " + account + "/" + name)
                            + (id.isEmpty()
                                    ? ""
                                    : (account.isEmpty() ? " " : " (")
                                            + id
                                            + (account.isEmpty() ? "" : ")"));
        };
    }
}
