package dev.hooklane.source.registry;

import dev.hooklane.call.Bounds;
import dev.hooklane.config.RegistrySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A schema registry. It is asked each time; who asks remembers. Any thread may use it, and waits.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">The
 *     API</a>
 */
public final class SchemaRegistry implements AutoCloseable {
    /** For a schema with all that it refers to. A source waits meanwhile. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Registries accept schemas of up to 1 MiB or so. */
    private static final int BYTES_MAX = 2 << 20;

    /** All sources of an instance may ask at once. */
    private static final int AT_ONCE_MAX = 16;

    private static final Bounds BOUNDS = new Bounds(PATIENCE, BYTES_MAX, AT_ONCE_MAX);

    private final String name;
    private final RegistryCalls calls;
    private final Duration patience;

    /**
     * @param name by which reasons call it
     * @param bounds of its requests; its patience is also the most that a look-up may take
     */
    public SchemaRegistry(String name, RegistrySettings settings, Bounds bounds) {
        this.name = name;
        patience = bounds.patience();
        calls = new RegistryCalls(settings, bounds);
    }

    /** Returns a registry that the configuration names. */
    public static SchemaRegistry of(String name, RegistrySettings settings) {
        return new SchemaRegistry(name, settings, BOUNDS);
    }

    /**
     * Asks for the names of all subjects.
     *
     * @throws IOException with the reason in one line, if the registry does not give them
     */
    public List<String> subjects() throws IOException {
        try {
            return lookUp(patience).subjects();
        } catch (SchemaLookUp.MissingException e) {
            throw new IOException("registry %s: %s".formatted(name, e.getMessage()), e);
        } catch (SchemaLookUp.UnavailableException e) {
            throw new IOException("registry %s %s".formatted(name, e.getMessage()), e);
        }
    }

    /** Asks for the latest schema of a subject, and for those that it refers to. */
    public SchemaAnswer latest(String subject) {
        return answer(() -> lookUp(patience).latest(subject));
    }

    /**
     * Asks for a schema, and for those that it refers to.
     *
     * @param atMost how long the caller waits; it may be less
     */
    public SchemaAnswer schema(int id, Duration atMost) {
        Duration wait = atMost.compareTo(patience) < 0 ? atMost : patience;
        return answer(() -> lookUp(wait).schema(id));
    }

    private SchemaLookUp lookUp(Duration wait) {
        return new SchemaLookUp(calls::get, System.nanoTime() + wait.toNanos());
    }

    private interface LookUp {
        RegisteredSchema schema()
                throws SchemaLookUp.MissingException, SchemaLookUp.UnavailableException;
    }

    private SchemaAnswer answer(LookUp lookUp) {
        try {
            return new SchemaAnswer.Found(lookUp.schema());
        } catch (SchemaLookUp.MissingException e) {
            return new SchemaAnswer.Missing("registry %s: %s".formatted(name, e.getMessage()));
        } catch (SchemaLookUp.UnavailableException e) {
            return new SchemaAnswer.Unavailable("registry %s %s".formatted(name, e.getMessage()));
        }
    }

    /** Ends the requests under way. */
    @Override
    public void close() {
        calls.close();
    }
}
