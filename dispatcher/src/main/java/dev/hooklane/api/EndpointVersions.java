package dev.hooklane.api;

import dev.hooklane.event.VisibleText;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which version of an endpoint a request speaks of: {@code ETag} of the answers, {@code If-Match}
 * and {@code If-None-Match} of the requests. Changes of one endpoint are made one at a time on this
 * instance; of two instances that make one in the same moment, one is overtaken and makes its own
 * again, on what the other has made of the endpoint.
 */
final class EndpointVersions {
    private static final int LOCKS = 64;

    /** So often a change is made again before its client is told to. */
    private static final int TIMES = 5;

    private final EndpointDirectory directory;
    private final EndpointLog log;
    private final Lock[] locks =
            IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(Lock[]::new);

    EndpointVersions(EndpointDirectory directory, EndpointLog log) {
        this.directory = directory;
        this.log = log;
    }

    /**
     * Does it while nothing else changes the endpoint here, and again if another instance did.
     *
     * @param change is told what it takes the place of, and reads the endpoint by itself
     */
    void alone(EndpointId id, Consumer<Set<EndpointRevision>> change) {
        Lock lock = locks[Math.floorMod(id.hashCode(), LOCKS)];
        lock.lock();
        try {
            for (int time = 1; !isMade(id, change, time); time++) {}
        } finally {
            lock.unlock();
        }
    }

    private boolean isMade(EndpointId id, Consumer<Set<EndpointRevision>> change, int time) {
        try {
            change.accept(log.replaceable(id));
            return true;
        } catch (OvertakenException e) {
            if (time == TIMES) {
                throw Problem.conflict(e.getMessage() + ", %d times; try again".formatted(TIMES));
            }
            return false;
        }
    }

    /** The time of the version after this one: never the same, whatever the clock says. */
    Instant next(Endpoint before, InstantSource clock) {
        Instant earliest = before.updatedAt().plusMillis(1);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(earliest) ? earliest : now;
    }

    /** Names the version in the answer. */
    void tell(Context context, Endpoint endpoint) {
        context.header("ETag", tag(endpoint));
    }

    /** Whether the client has this version already. */
    boolean isKnown(Context context, Endpoint endpoint) {
        return names(context.header("If-None-Match"), tag(endpoint));
    }

    /**
     * Refuses a change of another version than the client has seen. Comes after every other check
     * of the request: what is refused for itself says so, whatever it names (RFC 9110, 13.2.1).
     *
     * @throws ProblemException if the request names versions, and none of them is this one
     */
    void require(Context context, Endpoint endpoint) {
        String wanted = context.header("If-Match");
        if (wanted != null && !names(wanted, tag(endpoint))) {
            throw Problem.preconditionFailed(
                    "endpoint %s is at version %s, not at %s as If-Match says; read it again"
                            .formatted(endpoint.id(), tag(endpoint), VisibleText.excerpt(wanted)));
        }
    }

    /** By the last change, and by what attempts have shown since. */
    private String tag(Endpoint endpoint) {
        boolean failing =
                directory
                        .health(endpoint.id())
                        .filter(EndpointHealth.Failing.class::isInstance)
                        .isPresent();
        return "\"%x-%s%s\""
                .formatted(
                        endpoint.updatedAt().toEpochMilli(),
                        endpoint.state().name(),
                        failing ? "-failing" : "");
    }

    /** Whether a header is {@code *}, or has this tag among others. */
    static boolean names(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(named -> named.equals("*") || named.equals(tag));
    }
}
