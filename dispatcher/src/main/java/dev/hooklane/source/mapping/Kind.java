package dev.hooklane.source.mapping;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The kinds of values that JSON has. */
enum Kind {
    TEXT("text"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    NULL("null"),
    OBJECT("an object"),
    LIST("a list"),
    /** Such as bytes, which no format should leave in a tree. */
    OTHER("no JSON value");

    static final Set<Kind> ANY =
            Collections.unmodifiableSet(EnumSet.of(TEXT, NUMBER, BOOLEAN, NULL, OBJECT, LIST));
    static final Set<Kind> SCALARS = Collections.unmodifiableSet(EnumSet.of(TEXT, NUMBER, BOOLEAN));

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    static Kind of(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> TEXT;
            case NUMBER -> NUMBER;
            case BOOLEAN -> BOOLEAN;
            case NULL -> NULL;
            case OBJECT -> OBJECT;
            case ARRAY -> LIST;
            case BINARY, MISSING, POJO -> OTHER;
        };
    }

    /** Returns the kinds that any of the parts may give. */
    static Set<Kind> union(List<Expression> parts) {
        return parts.stream()
                .flatMap(part -> part.kinds().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the kinds in words, such as {@code text or a number}. */
    static String words(Set<Kind> kinds) {
        if (kinds.isEmpty()) {
            return "nothing";
        }
        if (kinds.containsAll(ANY)) {
            return "a value";
        }
        List<String> all = kinds.stream().sorted().map(Kind::toString).toList();
        String before = String.join(", ", all.subList(0, all.size() - 1));
        return before.isEmpty() ? all.getLast() : before + " or " + all.getLast();
    }

    @Override
    public String toString() {
        return words;
    }
}
