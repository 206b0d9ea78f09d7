package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads one expression, by descending into its parts, and checks the kinds of what they give.
 *
 * <pre>
 * expression = all { "or" all }
 * all        = negated { "and" negated }
 * negated    = "not" negated | comparison
 * comparison = fallback [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" ) fallback ]
 * fallback   = primary { "??" primary }
 * primary    = text | number | "true" | "false" | "null" | "drop" | path | call
 *            | "(" expression ")" steps | "[" … "]" | "{" name ":" expression, … "}"
 * </pre>
 */
final class Parser {
    static final int DEPTH_MAX = 32;

    private static final Set<Kind> BOOLEAN = Set.of(Kind.BOOLEAN);
    private static final Set<Kind> NUMBER = Set.of(Kind.NUMBER);
    private static final Set<Kind> LIST = Set.of(Kind.LIST);
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Words words;
    private final PathParser paths;
    private final CallParser calls;
    private int depth;

    Parser(String text, Tables tables, Scope scope) {
        this.words = new Words(text);
        this.paths = new PathParser(words, scope);
        this.calls = new CallParser(words, this, tables, scope);
    }

    /**
     * Returns the whole text as an expression.
     *
     * @throws Mistake if it is none
     */
    Expression whole() {
        if (words.next().kind() == Token.Kind.END) {
            throw new Mistake(0, "the expression is empty; '' is an empty text");
        }
        Expression expression = expression();
        Token behind = words.next();
        if (behind.kind() != Token.Kind.END) {
            throw new Mistake(behind.from(), words.shown(behind) + " is not expected here");
        }
        return expression;
    }

    Expression expression() {
        Argument first = argument(this::all);
        if (!words.next().isWord("or")) {
            return first.expression();
        }
        List<Operand> parts = new ArrayList<>(List.of(first.operand(BOOLEAN)));
        while (words.skipWord("or")) {
            parts.add(argument(this::all).operand(BOOLEAN));
        }
        return new Logic.Or(parts);
    }

    private Expression all() {
        Argument first = argument(this::negated);
        if (!words.next().isWord("and")) {
            return first.expression();
        }
        List<Operand> parts = new ArrayList<>(List.of(first.operand(BOOLEAN)));
        while (words.skipWord("and")) {
            parts.add(argument(this::negated).operand(BOOLEAN));
        }
        return new Logic.And(parts);
    }

    private Expression negated() {
        return words.skipWord("not")
                ? deeper(() -> new Logic.Not(argument(this::negated).operand(BOOLEAN)))
                : comparison();
    }

    private Expression comparison() {
        Argument left = argument(this::fallback);
        Token operator = words.next();
        if (!isComparison(operator)) {
            return left.expression();
        }
        words.skip();
        Argument right = argument(this::fallback);
        if (isComparison(words.next())) {
            throw new Mistake(words.next().from(), "comparisons are joined by 'and' or 'or'");
        }
        return switch (operator.text()) {
            case "==" -> new Logic.Same(left.operand(Kind.ANY), right.operand(Kind.ANY), true);
            case "!=" -> new Logic.Same(left.operand(Kind.ANY), right.operand(Kind.ANY), false);
            case "<" -> beside(left, Logic.Order.LESS_THAN, right);
            case "<=" -> beside(left, Logic.Order.AT_MOST, right);
            case ">" -> beside(left, Logic.Order.GREATER_THAN, right);
            case ">=" -> beside(left, Logic.Order.AT_LEAST, right);
            default -> new Logic.In(left.operand(Kind.ANY), right.operand(LIST));
        };
    }

    private static boolean isComparison(Token token) {
        return token.isWord("in")
                || (token.kind() == Token.Kind.SIGN && COMPARISONS.contains(token.text()));
    }

    private static Expression beside(Argument left, Logic.Order order, Argument right) {
        return new Logic.Beside(left.operand(NUMBER), order, right.operand(NUMBER));
    }

    private Expression fallback() {
        Expression first = primary();
        if (!words.next().isSign("??")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (words.skipSign("??")) {
            parts.add(primary());
        }
        return new Logic.Fallback(parts);
    }

    private Expression primary() {
        Token token = words.next();
        return switch (token.kind()) {
            case TEXT -> literal(StringNode.valueOf(token.text()));
            case NUMBER -> literal(number(token));
            case NAME -> named(token);
            case SIGN ->
                    switch (token.text()) {
                        case "(" -> paths.behind(deeper(this::inBrackets), token.from());
                        case "[" -> deeper(this::list);
                        case "{" -> deeper(this::object);
                        default -> throw unexpected(token);
                    };
            case END -> throw unexpected(token);
        };
    }

    private Mistake unexpected(Token token) {
        return new Mistake(
                token.from(),
                "%s is not expected here; a path, a function, a text, a number, ( [ or { is"
                        .formatted(words.shown(token)));
    }

    private Expression named(Token token) {
        if (words.isCall()) {
            return paths.behind(deeper(calls::call), token.from());
        }
        return switch (token.text()) {
            case "true" -> literal(BooleanNode.TRUE);
            case "false" -> literal(BooleanNode.FALSE);
            case "null" -> literal(NullNode.getInstance());
            case "drop" -> {
                words.skip();
                yield new Logic.Drop();
            }
            case "and", "or", "not", "in" -> throw unexpected(token);
            default -> paths.path();
        };
    }

    private Expression literal(JsonNode node) {
        words.skip();
        return new Literal(node);
    }

    private static JsonNode number(Token token) {
        try {
            return Decimals.read(token.text(), "the number");
        } catch (Refusal e) {
            throw new Mistake(token.from(), e.reason());
        }
    }

    private Expression inBrackets() {
        words.skip();
        Expression inner = expression();
        words.expect(")");
        return inner;
    }

    private Expression list() {
        words.skip();
        List<Expression> items = new ArrayList<>();
        while (!words.skipSign("]")) {
            if (!items.isEmpty()) {
                words.separator("]");
            }
            items.add(expression());
        }
        return new Shape.OfList(items);
    }

    private Expression object() {
        words.skip();
        List<Map.Entry<String, Expression>> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!words.skipSign("}")) {
            if (!members.isEmpty()) {
                words.separator("}");
            }
            Token name = words.name("a field's name");
            if (!names.add(name.text())) {
                throw new Mistake(
                        name.from(),
                        "field %s is there twice".formatted(VisibleText.quoted(name.text())));
            }
            words.expect(":");
            members.add(Map.entry(name.text(), expression()));
        }
        return new Shape.OfObject(members);
    }

    /** Reads something, and remembers where it was written. */
    Argument argument(Supplier<Expression> reader) {
        int from = words.next().from();
        Expression expression = reader.get();
        return new Argument(expression, words.textSince(from), from);
    }

    Expression deeper(Supplier<Expression> reader) {
        if (++depth > DEPTH_MAX) {
            throw new Mistake(
                    words.next().from(),
                    "the expression is nested deeper than the limit of %d levels"
                            .formatted(DEPTH_MAX));
        }
        Expression read = reader.get();
        depth--;
        return read;
    }
}
