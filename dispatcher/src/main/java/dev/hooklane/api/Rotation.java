package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.Rotatable;
import dev.hooklane.problem.ProblemCode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Replaces what signs an endpoint's requests; the old one stays valid for the overlap. */
final class Rotation {
    private static final String OVERLAP = "overlap";
    private static final Duration OVERLAP_BY_DEFAULT = Duration.ofDays(1);
    private static final Duration OVERLAP_MAX = Duration.ofDays(7);

    /** Each valid one adds a signature to every request. */
    private static final int VALID_MAX = 5;

    private final EndpointDirectory directory;
    private final EndpointVersions versions;
    private final EndpointLog log;
    private final InstantSource clock;

    Rotation(EndpointParts endpoints, InstantSource clock) {
        this.directory = endpoints.directory();
        this.versions = endpoints.versions();
        this.log = endpoints.log();
        this.clock = clock;
    }

    /** Makes the endpoint as it is afterwards. */
    @FunctionalInterface
    interface Change {
        /**
         * Returns the endpoint with a new one, and with the old ones for the overlap.
         *
         * @param updatedAt the version of the endpoint that is made
         */
        Endpoint of(Endpoint before, Duration overlap, Instant updatedAt);
    }

    /**
     * Changes the endpoint that the request names.
     *
     * @param field what is replaced, for the audit
     * @param answer writes the answer, from the endpoint after the change
     */
    void rotate(Context context, String field, Change change, Consumer<Endpoint> answer)
            throws IOException {
        Endpoint found = EndpointRoutes.find(directory, context);
        Duration overlap = overlap(Bodies.readOrNothing(context));
        versions.alone(
                found.id(),
                replaced -> {
                    Endpoint before = EndpointRoutes.find(directory, context);
                    EndpointRoutes.requireReadable(before);
                    Endpoint after = change.of(before, overlap, versions.next(before, clock));
                    versions.require(context, before);
                    Audit.account(context, Optional.of(after.account()));
                    Audit.fields(context, List.of(field));
                    log.put(after, replaced);
                    versions.tell(context, after);
                    answer.accept(after);
                });
    }

    /**
     * Returns a new one and those that stay valid for the overlap, newest first.
     *
     * @param what it is, in the plural
     * @throws ProblemException if too many would be valid
     */
    <T extends Rotatable<T>> List<T> rotated(
            Endpoint endpoint,
            String what,
            List<T> before,
            Function<Instant, T> fresh,
            Duration overlap) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<T> rotated = Rotatable.rotated(before, fresh, now, overlap);
        if (rotated.size() > VALID_MAX) {
            throw Problem.conflict(
                    ProblemCode.TOO_MANY_SECRETS,
                    "endpoint %s has %d valid %s, the limit is %d; rotate with overlap 0s to end all of them now"
                            .formatted(endpoint.id(), rotated.size() - 1, what, VALID_MAX));
        }
        return rotated;
    }

    /**
     * Returns how long the old one stays valid.
     *
     * @throws ProblemException if the body says it in another way than a duration within its limit
     */
    static Duration overlap(byte[] body) {
        return body.length == 0
                ? OVERLAP_BY_DEFAULT
                : overlap(JsonFields.read(body, Set.of(OVERLAP)));
    }

    private static Duration overlap(JsonFields fields) {
        return fields.text(OVERLAP)
                .map(text ->
                        Problem.invalidUnless(
                                OVERLAP,
                                () -> Durations.within(OVERLAP, text, Duration.ZERO, OVERLAP_MAX)))
                .orElse(OVERLAP_BY_DEFAULT);
    }
}
