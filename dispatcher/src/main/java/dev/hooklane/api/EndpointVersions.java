package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointHealth;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
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
 * Which version of an endpoint a request refers to: {@code ETag} in answers, {@code If-Match} and
 * {@code If-None-Match} in requests. This instance makes the changes of one endpoint one at a time.
 * If two instances change an endpoint at the same moment, one of them is overtaken and repeats its
 * change on top of the other's.
 */
final class EndpointVersions {
    private static final int LOCKS = 64;

    /** How often an overtaken change is made before the client has to repeat it. */
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
     * Makes a change while nothing else on this instance changes the endpoint, and again if another
     * instance overtook it.
     *
     * @param change receives the revisions that it replaces, and reads the endpoint itself
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
                throw Problem.conflict(
                        ProblemCode.CHANGED_MEANWHILE,
                        e.getMessage() + ", %d times; try again".formatted(TIMES));
            }
            return false;
        }
    }

    /** Returns the time of the next version. It never repeats, whatever the clock says. */
    Instant next(Endpoint before, InstantSource clock) {
        Instant earliest = before.updatedAt().plusMillis(1);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(earliest) ? earliest : now;
    }

    /** Sets the version in the answer. */
    void tell(Context context, Endpoint endpoint) {
        context.header("ETag", tag(endpoint));
    }

    /** Reports whether the client already has this version. */
    boolean isKnown(Context context, Endpoint endpoint) {
        return names(context.header("If-None-Match"), tag(endpoint));
    }

    /**
     * Refuses a change unless it is based on the current version. Must follow every other check of
     * the request: an error in the request itself takes precedence over its version (RFC 9110,
     * 13.2.1).
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

    /** Returns the tag, derived from the last change and from the endpoint's health since. */
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

    /** Reports whether a header is {@code *} or lists this tag. */
    static boolean names(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(named -> named.equals("*") || named.equals(tag));
    }
}
