package dev.hooklane.source.mapping;

import dev.hooklane.event.JsonText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Functions that read text or make some. They give nothing if their argument gives nothing. */
sealed interface TextCall extends Expression {
    Set<Kind> TEXT = Set.of(Kind.TEXT);

    /** One argument, and what becomes of it. */
    sealed interface OfOne extends TextCall {
        Operand argument();

        Set<Kind> takes();

        Value of(JsonNode argument, Evaluation evaluation);

        @Override
        default Set<Kind> kinds() {
            return TEXT;
        }

        @Override
        default Value compute(Evaluation evaluation) {
            Optional<JsonNode> found = argument().of(takes(), evaluation);
            return found.isPresent() ? of(found.get(), evaluation) : Value.Absent.DROPPED;
        }
    }

    /** A text, number or boolean as text. */
    record Text(Operand argument) implements OfOne {
        @Override
        public Set<Kind> takes() {
            return Kind.SCALARS;
        }

        @Override
        public Value of(JsonNode scalar, Evaluation evaluation) {
            return found(Scalars.text(scalar, argument.text(), evaluation));
        }
    }

    /** A text in lower case, or in upper case. */
    record Case(Operand argument, boolean upper) implements OfOne {
        @Override
        public Set<Kind> takes() {
            return TEXT;
        }

        @Override
        public Value of(JsonNode text, Evaluation evaluation) {
            String whole = Scalars.text(text, argument.text(), evaluation);
            return found(upper ? whole.toUpperCase(Locale.ROOT) : whole.toLowerCase(Locale.ROOT));
        }
    }

    /** The part of a text before the first separator, or after it. */
    record Part(Operand argument, String separator, boolean before) implements OfOne {
        @Override
        public Set<Kind> takes() {
            return TEXT;
        }

        @Override
        public Value of(JsonNode text, Evaluation evaluation) {
            String whole = Scalars.text(text, argument.text(), evaluation);
            int at = whole.indexOf(separator);
            if (at < 0) {
                return new Value.Absent(
                        false, () -> "%s has no '%s' in it".formatted(argument.text(), separator));
            }
            return found(
                    before ? whole.substring(0, at) : whole.substring(at + separator.length()));
        }
    }

    /** A text as the number that it writes; a number as it is. */
    record Numeric(Operand argument) implements OfOne {
        private static final Set<Kind> TAKEN = Set.of(Kind.TEXT, Kind.NUMBER);

        @Override
        public Set<Kind> kinds() {
            return Set.of(Kind.NUMBER);
        }

        @Override
        public Set<Kind> takes() {
            return TAKEN;
        }

        @Override
        public Value of(JsonNode scalar, Evaluation evaluation) {
            if (!scalar.isString()) {
                return new Value.Found(scalar);
            }
            String written = scalar.stringValue();
            evaluation.steps(Math.min(written.length(), Decimals.DIGITS_MAX) / 8);
            return new Value.Found(Decimals.read(written, argument.text()));
        }
    }

    /** A text as the JSON that it writes. */
    record Json(Operand argument) implements OfOne {
        private static final JsonMapper JSON =
                JsonMapper.builder(JsonText.factory().build())
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                        .build();

        @Override
        public Set<Kind> kinds() {
            return Kind.ANY;
        }

        @Override
        public Set<Kind> takes() {
            return TEXT;
        }

        @Override
        public Value of(JsonNode text, Evaluation evaluation) {
            String written = Scalars.text(text, argument.text(), evaluation);
            evaluation.steps(written.length() / 64);
            try {
                JsonNode read = JSON.readTree(written);
                if (!read.isMissingNode()) {
                    return new Value.Found(read);
                }
            } catch (JacksonException e) {
                // Its message has a part of the text.
                throw notJson(e.getLocation());
            } catch (NumberFormatException e) {
                // An exponent beyond that of any BigDecimal.
                throw notJson(null);
            }
            throw new Refusal(argument.text() + " is empty; JSON is expected");
        }

        private Refusal notJson(@Nullable TokenStreamLocation place) {
            return new Refusal(
                    place == null
                            ? "%s is not JSON that can be read".formatted(argument.text())
                            : "%s is not JSON at line %d, column %d"
                                    .formatted(
                                            argument.text(),
                                            place.getLineNr(),
                                            place.getColumnNr()));
        }
    }

    /** The items of a list as one text. */
    record Join(Operand list, String separator) implements TextCall {
        private static final Set<Kind> LIST = Set.of(Kind.LIST);

        @Override
        public Set<Kind> kinds() {
            return TEXT;
        }

        @Override
        public Value compute(Evaluation evaluation) {
            Optional<JsonNode> items = list.of(LIST, evaluation);
            if (items.isEmpty()) {
                return Value.Absent.DROPPED;
            }
            StringBuilder joined = new StringBuilder();
            int number = 0;
            for (JsonNode item : items.get()) {
                evaluation.step();
                if (number++ > 0) {
                    evaluation.made(separator.length());
                    joined.append(separator);
                }
                if (!Kind.SCALARS.contains(Kind.of(item))) {
                    throw new Refusal(
                            "item %d of %s is %s; %s is expected"
                                    .formatted(
                                            number,
                                            list.text(),
                                            Kind.of(item),
                                            Kind.words(Kind.SCALARS)));
                }
                joined.append(Scalars.text(item, list.text(), evaluation));
            }
            return found(joined.toString());
        }
    }

    /** A text begins with another. */
    record StartsWith(Operand text, String prefix) implements Logic.Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return text.of(TEXT, evaluation)
                    .filter(found -> found.stringValue().startsWith(prefix))
                    .isPresent();
        }
    }

    private static Value found(String text) {
        return new Value.Found(StringNode.valueOf(text));
    }
}
