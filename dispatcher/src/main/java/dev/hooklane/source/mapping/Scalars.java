package dev.hooklane.source.mapping;

import tools.jackson.databind.JsonNode;

/** Compares single values, and writes them as text. */
final class Scalars {
    private Scalars() {}

    /**
     * Reports whether both are the same text, boolean or null, or numbers of the same value.
     *
     * @param what the first one's text, for the reason
     * @throws Refusal if both are objects, or both lists, which are not compared
     */
    static boolean same(JsonNode first, JsonNode second, String what, Evaluation evaluation) {
        Kind kind = Kind.of(first);
        if (kind != Kind.of(second)) {
            return false;
        }
        return switch (kind) {
            case TEXT -> {
                evaluation.steps(first.stringValue().length() / 64);
                yield first.stringValue().equals(second.stringValue());
            }
            case NUMBER ->
                    Decimals.of(first, what)
                                    .compareTo(Decimals.of(second, "what it is compared with"))
                            == 0;
            case BOOLEAN -> first.booleanValue() == second.booleanValue();
            case NULL -> true;
            case OBJECT, LIST, OTHER ->
                    throw new Refusal(
                            "%s is %s, which can't be compared with another".formatted(what, kind));
        };
    }

    /**
     * Returns a text, number or boolean as text: a number with all its digits, without an exponent.
     */
    static String text(JsonNode scalar, String what, Evaluation evaluation) {
        String text =
                switch (Kind.of(scalar)) {
                    case TEXT -> scalar.stringValue();
                    case NUMBER -> Decimals.of(scalar, what).toPlainString();
                    case BOOLEAN -> Boolean.toString(scalar.booleanValue());
                    case Kind kind ->
                            throw new Refusal(
                                    "%s is %s; %s is expected"
                                            .formatted(what, kind, Kind.words(Kind.SCALARS)));
                };
        evaluation.made(text.length());
        return text;
    }
}
