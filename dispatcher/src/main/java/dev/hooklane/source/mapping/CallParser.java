package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads calls of functions. */
final class CallParser {
    static final List<String> FUNCTIONS =
            List.of(
                    "after",
                    "before",
                    "exists",
                    "format",
                    "if",
                    "join",
                    "json",
                    "lookup",
                    "lower",
                    "map",
                    "number",
                    "select",
                    "startsWith",
                    "text",
                    "time",
                    "upper");

    private static final Set<String> ROOTS = Set.of("key", "value", "headers", "metadata");
    private static final Set<Kind> TEXT = Set.of(Kind.TEXT);
    private static final Set<Kind> LIST = Set.of(Kind.LIST);

    private final Words words;
    private final Parser parser;
    private final Tables tables;
    private final Scope scope;

    CallParser(Words words, Parser parser, Tables tables, Scope scope) {
        this.words = words;
        this.parser = parser;
        this.tables = tables;
        this.scope = scope;
    }

    Expression call() {
        Token name = words.skip();
        words.expect("(");
        return switch (name.text()) {
            case "map" -> map();
            case "select" -> select();
            case "lookup" -> lookup();
            default -> ordinary(name);
        };
    }

    private Expression ordinary(Token name) {
        Arguments given = new Arguments(name, arguments());
        return switch (name.text()) {
            case "if" -> {
                given.count(2, 3);
                yield new Logic.If(
                        given.operand(0, Set.of(Kind.BOOLEAN)),
                        given.expression(1),
                        given.has(2) ? given.expression(2) : new Logic.Drop());
            }
            case "exists" -> new Logic.Exists(given.count(1, 1).expression(0));
            case "join" ->
                    new TextCall.Join(
                            given.count(1, 2).operand(0, LIST),
                            given.has(1) ? given.constant(1) : "");
            case "text" -> new TextCall.Text(given.count(1, 1).operand(0, Kind.SCALARS));
            case "lower" -> new TextCall.Case(given.count(1, 1).operand(0, TEXT), false);
            case "upper" -> new TextCall.Case(given.count(1, 1).operand(0, TEXT), true);
            case "before" ->
                    new TextCall.Part(given.count(2, 2).operand(0, TEXT), given.separator(1), true);
            case "after" ->
                    new TextCall.Part(
                            given.count(2, 2).operand(0, TEXT), given.separator(1), false);
            case "startsWith" ->
                    new TextCall.StartsWith(given.count(2, 2).operand(0, TEXT), given.constant(1));
            case "json" -> new TextCall.Json(given.count(1, 1).operand(0, TEXT));
            case "number" ->
                    new TextCall.Numeric(
                            given.count(1, 1).operand(0, Set.of(Kind.TEXT, Kind.NUMBER)));
            case "time" -> TimeParser.time(given);
            case "format" -> TimeParser.format(given);
            default ->
                    throw new Mistake(
                            name.from(),
                            "there is no function %s; there are %s"
                                    .formatted(
                                            VisibleText.quoted(name.text()),
                                            String.join(", ", FUNCTIONS)));
        };
    }

    private List<Argument> arguments() {
        List<Argument> read = new ArrayList<>();
        while (!words.skipSign(")")) {
            if (!read.isEmpty()) {
                words.separator(")");
            }
            read.add(parser.argument(parser::expression));
        }
        return read;
    }

    private Expression map() {
        Operand list = parser.argument(parser::expression).operand(LIST);
        words.expect(",");
        Token variable = words.next();
        if (variable.kind() != Token.Kind.NAME || ROOTS.contains(variable.text())) {
            throw new Mistake(
                    variable.from(),
                    "a name for the list's item is expected, such as item, not "
                            + words.shown(variable));
        }
        words.skip();
        words.expect(",");
        int slot = scope.begin(variable.text());
        Expression body = parser.expression();
        scope.end();
        words.expect(")");
        return new TreeCall.Each(list, slot, body);
    }

    private Expression select() {
        Operand object = parser.argument(parser::expression).operand(Set.of(Kind.OBJECT));
        List<TreeCall.Select.Member> members = new ArrayList<>();
        words.expect(",");
        members.add(member());
        while (!words.skipSign(")")) {
            words.separator(")");
            members.add(member());
        }
        return new TreeCall.Select(object, members);
    }

    private TreeCall.Select.Member member() {
        String name = words.name("a field's name").text();
        return new TreeCall.Select.Member(name, words.skipSign("?"));
    }

    private Expression lookup() {
        Token table = words.name("a table's name");
        Map<String, JsonNode> entries =
                tables.of(table.text())
                        .orElseThrow(() ->
                                new Mistake(
                                        table.from(),
                                        "there is no table %s; %s"
                                                .formatted(
                                                        VisibleText.quoted(table.text()),
                                                        tables.names().isEmpty()
                                                                ? "the mapping has none"
                                                                : "there are "
                                                                        + String.join(
                                                                                ", ",
                                                                                tables.names()))));
        words.expect(",");
        Operand key = parser.argument(parser::expression).operand(Kind.SCALARS);
        words.expect(")");
        return new TreeCall.Lookup(table.text(), entries, key);
    }
}
