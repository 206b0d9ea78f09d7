package dev.hooklane.source.format;

import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a registry that were asked for, ready to read with. What an id stands for never
 * changes, so a registry that is away does not matter for ids that are known. Any thread may use
 * it.
 *
 * @param <S> a schema as its format reads with it
 */
final class SchemaCache<S> {
    /** A topic has a handful; a batch of 500 records can't have more keys and values. */
    static final int IDS_MAX = 1_000;

    /**
     * Of the texts of the schemas that are kept, in characters. Ready to read with, one takes some
     * 2 bytes of memory in Avro, and up to 27 in Protobuf.
     */
    static final long CHARS_MAX = 16L << 20;

    /** A schema that is missing may be restored. */
    static final Duration MISSING_FOR = Duration.ofSeconds(30);

    /** Many partitions wait for the same schema, and need not ask one after another. */
    static final Duration UNAVAILABLE_FOR = Duration.ofSeconds(1);

    private final Registry registry;
    private final Function<RegisteredSchema, S> compiler;
    private final LongSupplier nanoTime;

    /** The id that was not used for longest comes first. */
    private final LinkedHashMap<Integer, Kept<S>> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long chars;

    /** Where schemas come from. */
    interface Registry {
        /** Asks for a schema, and waits for the answer no longer than that. */
        SchemaAnswer schema(int id, Duration patience);
    }

    /** What is known of an id. */
    sealed interface Known<S> {
        record Schema<S>(S schema) implements Known<S> {}

        /** It can't be had: why, in one line. */
        record Missing<S>(String reason) implements Known<S> {}

        /** It may be had later: why not now, in one line. */
        record Unavailable<S>(String reason) implements Known<S> {}
    }

    /**
     * An answer.
     *
     * @param chars of the schema's text
     */
    private record Kept<S>(Known<S> known, long chars, long untilNanos) {
        boolean holds(long nanos) {
            return known instanceof Known.Schema<S> || untilNanos - nanos > 0;
        }
    }

    /**
     * @param compiler makes a schema ready; throws {@link Undecodable} if it can't be
     */
    SchemaCache(Registry registry, Function<RegisteredSchema, S> compiler, LongSupplier nanoTime) {
        this.registry = registry;
        this.compiler = compiler;
        this.nanoTime = nanoTime;
    }

    /** Returns what is known of an id now; the registry is not asked. */
    Known<S> known(int id) {
        Kept<S> last = kept(id);
        return last == null
                ? new Known.Unavailable<>("schema %d is not looked up yet".formatted(id))
                : last.known();
    }

    /**
     * Returns what is known of an id. Asks the registry if that is nothing that still holds.
     *
     * @param deadlineNanos how long it may wait, by the clock of this cache
     */
    Known<S> lookUp(int id, long deadlineNanos) {
        Kept<S> last = kept(id);
        if (last != null && last.holds(nanoTime.getAsLong())) {
            return last.known();
        }
        Duration patience = Duration.ofNanos(deadlineNanos - nanoTime.getAsLong());
        return patience.isPositive() ? ask(id, patience) : known(id);
    }

    private Known<S> ask(int id, Duration patience) {
        return switch (registry.schema(id, patience)) {
            case SchemaAnswer.Missing(String reason) ->
                    keep(id, new Known.Missing<>(reason), 0, MISSING_FOR);
            case SchemaAnswer.Unavailable(String reason) ->
                    keep(id, new Known.Unavailable<>(reason), 0, UNAVAILABLE_FOR);
            case SchemaAnswer.Found(RegisteredSchema schema) ->
                    keep(id, compiled(schema), schema.chars(), MISSING_FOR);
        };
    }

    private Known<S> compiled(RegisteredSchema schema) {
        try {
            return new Known.Schema<>(compiler.apply(schema));
        } catch (Undecodable e) {
            return new Known.Missing<>("schema %d %s".formatted(schema.id(), e.reason()));
        } catch (StackOverflowError e) {
            return new Known.Missing<>("schema %d is nested too deeply".formatted(schema.id()));
        } catch (RuntimeException e) {
            // Whatever a schema makes a library throw, it must not stop its source.
            return new Known.Missing<>(
                    "schema %d can't be read: %s"
                            .formatted(schema.id(), e.getClass().getSimpleName()));
        }
    }

    private synchronized @Nullable Kept<S> kept(int id) {
        return kept.get(id);
    }

    private synchronized Known<S> keep(int id, Known<S> known, long size, Duration lasts) {
        Kept<S> before =
                kept.put(id, new Kept<>(known, size, nanoTime.getAsLong() + lasts.toNanos()));
        chars += size - (before == null ? 0 : before.chars());
        while (kept.size() > IDS_MAX || (chars > CHARS_MAX && kept.size() > 1)) {
            chars -= kept.pollFirstEntry().getValue().chars();
        }
        return known;
    }
}
