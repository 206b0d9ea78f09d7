package dev.hooklane.source.mapping;

import dev.hooklane.event.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads paths into the record. */
final class PathParser {
    static final Set<String> METADATA =
            Set.of("cluster", "topic", "partition", "offset", "timestamp");

    private static final int INDEX_DIGITS_MAX = 6;

    private final Words words;
    private final Scope scope;

    PathParser(Words words, Scope scope) {
        this.words = words;
        this.scope = scope;
    }

    Expression path() {
        Token first = words.skip();
        Path path = steps(root(first), first.text(), first.from());
        if (path.root() instanceof Path.Root.Metadata) {
            checkMetadata(path.steps(), first);
        }
        return path;
    }

    /** Returns an expression with the steps behind it, if there are any. */
    Expression behind(Expression inner, int from) {
        boolean hasSteps =
                words.next().isSign(".") || words.next().isSign("[") || words.next().isSign("?");
        return hasSteps ? steps(new Path.Root.Of(inner), words.textSince(from), from) : inner;
    }

    private Path steps(Path.Root root, String rootText, int from) {
        boolean rootMayBeNull = words.skipSign("?");
        List<Path.Step> steps = new ArrayList<>();
        while (words.next().isSign(".") || words.next().isSign("[")) {
            if (steps.size() == Path.STEPS_MAX) {
                throw new Mistake(
                        words.next().from(),
                        "a path has at most %d steps".formatted(Path.STEPS_MAX));
            }
            steps.add(step(from));
        }
        return new Path(root, rootText, rootMayBeNull, steps);
    }

    private Path.Root root(Token name) {
        return switch (name.text()) {
            case "key" -> new Path.Root.Key();
            case "value" -> new Path.Root.OfValue();
            case "headers" -> new Path.Root.Headers();
            case "metadata" -> new Path.Root.Metadata();
            default -> {
                OptionalInt slot = scope.slot(name.text());
                if (slot.isEmpty()) {
                    throw unknown(name);
                }
                yield new Path.Root.Variable(slot.getAsInt());
            }
        };
    }

    private Mistake unknown(Token name) {
        List<String> variables = scope.names();
        return new Mistake(
                name.from(),
                "%s is not known; a path begins with value, key, headers or metadata%s, and a text is in quotes"
                        .formatted(
                                VisibleText.quoted(name.text()),
                                variables.isEmpty()
                                        ? ""
                                        : ", or here with " + String.join(", ", variables)));
    }

    private Path.Step step(int pathFrom) {
        String name = "";
        int index = -1;
        if (words.skipSign(".")) {
            Token member = words.next();
            if (member.kind() != Token.Kind.NAME) {
                throw new Mistake(
                        member.from(),
                        "a field's name is expected behind the dot, not %s; [\"…\"] takes any name"
                                .formatted(words.shown(member)));
            }
            name = words.skip().text();
        } else {
            words.expect("[");
            Token inside = words.skip();
            switch (inside.kind()) {
                case TEXT -> name = inside.text();
                case NUMBER -> index = index(inside);
                case NAME, SIGN, END ->
                        throw new Mistake(
                                inside.from(), "a number from 0 or a name in quotes is expected");
            }
            words.expect("]");
        }
        String text = words.textSince(pathFrom);
        return new Path.Step(name, index, words.skipSign("?"), text);
    }

    private static int index(Token number) {
        boolean isIndex =
                number.text().length() <= INDEX_DIGITS_MAX
                        && number.text().chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isIndex) {
            throw new Mistake(number.from(), "an index is a whole number from 0 to 999999");
        }
        return Integer.parseInt(number.text());
    }

    private static void checkMetadata(List<Path.Step> steps, Token first) {
        if (!steps.isEmpty() && !METADATA.contains(steps.getFirst().name())) {
            throw new Mistake(
                    first.from(),
                    "metadata has only " + String.join(", ", new TreeSet<>(METADATA)));
        }
    }
}
