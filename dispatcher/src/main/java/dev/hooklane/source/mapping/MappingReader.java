package dev.hooklane.source.mapping;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads a mapping's document once, and refuses what could not be applied. */
final class MappingReader {
    static final List<String> FIELDS =
            List.of("when", "account", "type", "id", "timestamp", "data", "tables");

    private static final Set<Kind> OBJECT = Set.of(Kind.OBJECT);
    private static final Set<Kind> SINGLE = Set.of(Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN, Kind.NULL);

    private final Scope scope = new Scope();
    private Tables tables = new Tables(Map.of());

    /**
     * Reads the document.
     *
     * @throws MappingException if it is no mapping
     */
    Mapping read(JsonNode document) {
        DocumentCheck.check(document);
        require(document.isObject(), "", "the mapping is not an object");
        for (String name : document.propertyNames()) {
            require(
                    FIELDS.contains(name),
                    "",
                    "the mapping has %s; its fields are %s"
                            .formatted(VisibleText.quoted(name), String.join(", ", FIELDS)));
        }
        for (String name : List.of("account", "type", "data")) {
            require(document.has(name), "", "the mapping has no " + name);
        }
        if (document.has("tables")) {
            tables = tables(document.get("tables"));
        }
        Optional<Operand> when =
                Optional.ofNullable(document.get("when")).map(each -> condition("when", each));
        return new Mapping(
                when,
                field("account", document.get("account"), AccountId::new),
                field("type", document.get("type"), EventType::new),
                Optional.ofNullable(document.get("id"))
                        .map(each -> field("id", each, EventId::new)),
                Optional.ofNullable(document.get("timestamp"))
                        .map(each -> field("timestamp", each, _ -> {})),
                data(document.get("data")),
                scope.most());
    }

    private Operand condition(String path, JsonNode written) {
        if (written.isBoolean()) {
            return new Operand(new Literal(written), written.toString());
        }
        return operand(path, text(path, written), Set.of(Kind.BOOLEAN));
    }

    private Field field(String path, JsonNode written, Consumer<String> check) {
        Operand operand = operand(path, text(path, written), Set.of(Kind.TEXT));
        if (operand.expression() instanceof Literal(StringNode constant)) {
            try {
                check.accept(constant.stringValue());
            } catch (IllegalArgumentException e) {
                throw new MappingException(path, 1, 1, String.valueOf(e.getMessage()));
            }
        }
        return new Field(path, operand, check);
    }

    private Expression data(JsonNode written) {
        if (written.isString()) {
            return new Placed("data", operand("data", written.stringValue(), OBJECT), OBJECT);
        }
        require(
                written.isObject(),
                "data",
                "it is %s; an object or an expression is expected".formatted(Kind.of(written)));
        return shape("data", written);
    }

    /** Reads what data consists of: objects and lists as they are, and their expressions. */
    private Expression shape(String path, JsonNode written) {
        return switch (Kind.of(written)) {
            case TEXT -> leaf(path, written.stringValue());
            case NUMBER, BOOLEAN, NULL -> new Literal(written);
            case OBJECT -> {
                List<Map.Entry<String, Expression>> members = new ArrayList<>();
                written.properties()
                        .forEach(member ->
                                members.add(
                                        Map.entry(
                                                member.getKey(),
                                                shape(
                                                        path + "." + member.getKey(),
                                                        member.getValue()))));
                yield new Shape.OfObject(members);
            }
            case LIST -> {
                List<Expression> items = new ArrayList<>();
                for (JsonNode item : written) {
                    items.add(shape("%s[%d]".formatted(path, items.size()), item));
                }
                yield new Shape.OfList(items);
            }
            case OTHER -> throw new MappingException(path, 1, 1, "it is no value that JSON has");
        };
    }

    private Expression leaf(String path, String text) {
        Expression expression = expression(path, text);
        return new Placed(path, new Operand(expression, text), Kind.ANY);
    }

    private Expression expression(String path, String text) {
        try {
            return new Parser(text, tables, scope).whole();
        } catch (Mistake e) {
            throw e.in(path, text);
        }
    }

    private Operand operand(String path, String text, Set<Kind> kinds) {
        try {
            return new Argument(expression(path, text), text, 0).operand(kinds);
        } catch (Mistake e) {
            throw e.in(path, text);
        }
    }

    private static String text(String path, JsonNode written) {
        require(
                written.isString(),
                path,
                "it is %s; an expression is expected, and a constant text is in quotes within it"
                        .formatted(Kind.of(written)));
        return written.stringValue();
    }

    private static Tables tables(JsonNode written) {
        require(written.isObject(), "tables", "it is not an object of tables");
        Map<String, Map<String, JsonNode>> byName = new LinkedHashMap<>();
        written.properties()
                .forEach(table ->
                        byName.put(
                                table.getKey(),
                                entries("tables." + table.getKey(), table.getValue())));
        return new Tables(byName);
    }

    private static Map<String, JsonNode> entries(String path, JsonNode table) {
        require(table.isObject(), path, "it is not an object of single values by their keys");
        require(!table.isEmpty(), path, "it has no entry");
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        table.properties()
                .forEach(entry -> {
                    require(
                            SINGLE.contains(Kind.of(entry.getValue())),
                            path + "." + entry.getKey(),
                            "it is %s; a single value is expected"
                                    .formatted(Kind.of(entry.getValue())));
                    entries.put(entry.getKey(), entry.getValue());
                });
        return entries;
    }

    private static void require(boolean rule, String path, String broken) {
        if (!rule) {
            throw new MappingException(path, 1, 1, broken);
        }
    }
}
