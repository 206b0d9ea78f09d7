package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says how what became of a record differs from what was expected, a line each. */
final class MappedDifferences {
    private static final int SHOWN_MAX = 20;

    private final List<String> lines = new ArrayList<>();

    private MappedDifferences() {}

    static List<String> of(Mapped expected, Mapped actual) {
        MappedDifferences differences = new MappedDifferences();
        differences.compare(expected, actual);
        List<String> lines = differences.lines;
        return lines.size() <= SHOWN_MAX
                ? List.copyOf(lines)
                : List.copyOf(
                        concat(
                                lines.subList(0, SHOWN_MAX),
                                "and %d more".formatted(lines.size() - SHOWN_MAX)));
    }

    private static List<String> concat(List<String> lines, String last) {
        List<String> all = new ArrayList<>(lines);
        all.add(last);
        return all;
    }

    private void compare(Mapped expected, Mapped actual) {
        if (expected instanceof Mapped.Event first && actual instanceof Mapped.Event second) {
            texts("account", Optional.of(first.account()), Optional.of(second.account()));
            texts("type", Optional.of(first.type()), Optional.of(second.type()));
            texts("id", first.id(), second.id());
            texts(
                    "timestamp",
                    first.timestamp().map(Object::toString),
                    second.timestamp().map(Object::toString));
            nodes("data", first.data(), second.data());
        } else if (!expected.getClass().equals(actual.getClass())) {
            lines.add("expected %s, got %s".formatted(words(expected), words(actual)));
        } else if (!reason(actual).contains(reason(expected))) {
            lines.add(
                    "expected the reason to contain %s, got %s"
                            .formatted(quoted(reason(expected)), quoted(reason(actual))));
        }
    }

    private static String words(Mapped mapped) {
        return switch (mapped) {
            case Mapped.Event event ->
                    "event %s of account %s".formatted(event.type(), event.account());
            case Mapped.Skipped(String reason) ->
                    "skipped" + (reason.isEmpty() ? "" : ": " + reason);
            case Mapped.Rejected(String reason) ->
                    "rejected" + (reason.isEmpty() ? "" : ": " + reason);
        };
    }

    private static String reason(Mapped mapped) {
        return switch (mapped) {
            case Mapped.Event _ -> "";
            case Mapped.Skipped(String reason) -> reason;
            case Mapped.Rejected(String reason) -> reason;
        };
    }

    private void texts(String place, Optional<String> expected, Optional<String> actual) {
        if (!expected.equals(actual)) {
            differs(
                    place,
                    expected.map(MappedDifferences::quoted).orElse("nothing"),
                    actual.map(MappedDifferences::quoted).orElse("nothing"));
        }
    }

    /** Data is nested 499 deep at most, so that a call for each level is safe. */
    private void nodes(String place, @Nullable JsonNode expected, @Nullable JsonNode actual) {
        if (expected == null
                || actual == null
                || Kind.of(expected) != Kind.of(actual)
                || expected.isValueNode()) {
            if (!same(expected, actual)) {
                differs(place, shown(expected), shown(actual));
            }
        } else if (expected.isObject()) {
            Set<String> names = new LinkedHashSet<>(expected.propertyNames());
            names.addAll(actual.propertyNames());
            names.forEach(name ->
                    nodes(
                            place + "." + VisibleText.excerpt(name),
                            expected.get(name),
                            actual.get(name)));
        } else {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                nodes("%s[%d]".formatted(place, i), expected.get(i), actual.get(i));
            }
        }
    }

    /** Numbers are the same if their values are, such as 1 and 1.0. */
    private static boolean same(@Nullable JsonNode expected, @Nullable JsonNode actual) {
        if (expected != null && actual != null && expected.isNumber() && actual.isNumber()) {
            return Decimals.same(expected, actual);
        }
        return Objects.equals(expected, actual);
    }

    private void differs(String place, String expected, String actual) {
        lines.add("%s: expected %s, got %s".formatted(place, expected, actual));
    }

    private static String shown(@Nullable JsonNode node) {
        return node == null || node.isMissingNode()
                ? "nothing"
                : VisibleText.excerpt(node.toString());
    }

    private static String quoted(String text) {
        return "'" + VisibleText.excerpt(text) + "'";
    }
}
