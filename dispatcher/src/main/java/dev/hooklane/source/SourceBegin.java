package dev.hooklane.source;

import dev.hooklane.delay.DurationText;
import dev.hooklane.event.VisibleText;
import java.time.DateTimeException;
import java.time.Instant;

/** Where a source begins to read a partition of which it has read nothing. */
public sealed interface SourceBegin {
    /** The texts that {@link #parse} takes. */
    String FORM = "earliest, latest, a duration before now such as -1h, or a time in RFC 3339";

    /** With the oldest record. */
    record Earliest() implements SourceBegin {}

    /** With the first record whose timestamp is this one or later. */
    record Since(Instant time) implements SourceBegin {
        public Since {
            if (time.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException(time + " is before 1970");
            }
        }
    }

    /**
     * Reads a text. What is relative is resolved, so that partitions that are added later begin at
     * the same time as the others.
     *
     * @param now what {@code latest} stands for
     * @throws IllegalArgumentException if it is of another form
     */
    static SourceBegin parse(String text, Instant now) {
        try {
            return switch (text) {
                case "earliest" -> new Earliest();
                case "latest" -> new Since(now);
                default ->
                        new Since(
                                text.startsWith("-")
                                        ? now.minus(DurationText.parse(text.substring(1)))
                                        : Instant.parse(text));
            };
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s is not %s".formatted(VisibleText.quoted(text), FORM), e);
        }
    }

    /** Returns the text that stands for it, in which nothing is relative. */
    default String text() {
        return switch (this) {
            case Earliest _ -> "earliest";
            case Since(Instant time) -> time.toString();
        };
    }
}
