package dev.hooklane.source.registry;

import dev.hooklane.config.RegistrySettings;
import java.time.Duration;

/**
 * A schema registry. It is asked each time; who asks remembers. Any thread may use it, and waits.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">The
 *     API</a>
 */
public final class SchemaRegistry implements AutoCloseable {
    /** For a schema with all that it refers to. A source waits meanwhile. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final RegistryCalls calls;
    private final Duration patience;

    /**
     * @param name in the configuration
     * @param patience the most that a look-up may take
     */
    SchemaRegistry(String name, RegistrySettings settings, Duration patience) {
        this.name = name;
        this.patience = patience;
        calls = new RegistryCalls(settings, patience);
    }

    /** Returns a registry that the configuration names. */
    public static SchemaRegistry of(String name, RegistrySettings settings) {
        return new SchemaRegistry(name, settings, PATIENCE);
    }

    /**
     * Asks for a schema, and for those that it refers to.
     *
     * @param atMost how long the caller waits; it may be less
     */
    public SchemaAnswer schema(int id, Duration atMost) {
        Duration wait = atMost.compareTo(patience) < 0 ? atMost : patience;
        try {
            return new SchemaAnswer.Found(
                    new SchemaLookUp(calls, System.nanoTime() + wait.toNanos()).schema(id));
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
