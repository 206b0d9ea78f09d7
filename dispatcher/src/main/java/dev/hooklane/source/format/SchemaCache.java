package dev.hooklane.source.format;

import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a registry that were asked for, ready to read with. What an id stands for never
 * changes, so a registry that is away does not matter for ids that are known. Any thread may use
 * it, and waits for the registry if an id is new.
 *
 * @param <S> a schema as its format reads with it
 */
final class SchemaCache<S> {
    /** A topic has a handful; a batch of 500 records can't have more keys and values. */
    static final int IDS_MAX = 1_000;

    /** A schema that is missing may be restored. */
    static final Duration MISSING_FOR = Duration.ofSeconds(30);

    /** Many partitions wait for the same schema, and need not ask one after another. */
    static final Duration UNAVAILABLE_FOR = Duration.ofSeconds(1);

    private final IntFunction<SchemaAnswer> registry;
    private final Function<RegisteredSchema, S> compiler;
    private final LongSupplier nanoTime;

    /** The id that was not used for longest comes first. */
    private final LinkedHashMap<Integer, Kept<S>> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** What is known of an id. */
    sealed interface Known<S> {
        record Schema<S>(S schema) implements Known<S> {}

        /** It can't be had: why, in one line. */
        record Missing<S>(String reason) implements Known<S> {}

        /** It may be had later: why not now, in one line. */
        record Unavailable<S>(String reason) implements Known<S> {}
    }

    private record Kept<S>(Known<S> known, long untilNanos, boolean forEver) {}

    /**
     * @param compiler makes a schema ready; throws {@link Undecodable} if it can't be
     */
    SchemaCache(
            IntFunction<SchemaAnswer> registry,
            Function<RegisteredSchema, S> compiler,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.compiler = compiler;
        this.nanoTime = nanoTime;
    }

    Known<S> find(int id) {
        Kept<S> before = kept(id);
        if (before != null
                && (before.forEver() || before.untilNanos() - nanoTime.getAsLong() > 0)) {
            return before.known();
        }
        Known<S> known = ask(id);
        Duration lasts =
                switch (known) {
                    case Known.Schema<S> _ -> Duration.ZERO;
                    case Known.Missing<S> _ -> MISSING_FOR;
                    case Known.Unavailable<S> _ -> UNAVAILABLE_FOR;
                };
        keep(
                id,
                new Kept<>(
                        known,
                        nanoTime.getAsLong() + lasts.toNanos(),
                        known instanceof Known.Schema<S>));
        return known;
    }

    private Known<S> ask(int id) {
        return switch (registry.apply(id)) {
            case SchemaAnswer.Missing(String reason) -> new Known.Missing<>(reason);
            case SchemaAnswer.Unavailable(String reason) -> new Known.Unavailable<>(reason);
            case SchemaAnswer.Found(RegisteredSchema schema) -> compiled(schema);
        };
    }

    private Known<S> compiled(RegisteredSchema schema) {
        try {
            return new Known.Schema<>(compiler.apply(schema));
        } catch (Undecodable e) {
            return new Known.Missing<>("schema %d %s".formatted(schema.id(), e.reason()));
        } catch (StackOverflowError e) {
            return new Known.Missing<>("schema %d is nested too deeply".formatted(schema.id()));
        }
    }

    private synchronized @Nullable Kept<S> kept(int id) {
        return kept.get(id);
    }

    private synchronized void keep(int id, Kept<S> known) {
        kept.put(id, known);
        if (kept.size() > IDS_MAX) {
            kept.pollFirstEntry();
        }
    }
}
