package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.endpoint.EndpointSecret;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Replaces an endpoint's signing secret; the old one stays valid for a while. */
final class SecretRoutes implements Routes {
    private static final String OVERLAP = "overlap";
    private static final Duration OVERLAP_BY_DEFAULT = Duration.ofDays(1);
    private static final Duration OVERLAP_MAX = Duration.ofDays(7);

    /** Each valid secret adds a signature to every request. */
    private static final int VALID_MAX = 5;

    private final EndpointDirectory directory;
    private final EndpointVersions versions;
    private final EndpointLog log;
    private final InstantSource clock;
    private final RandomGenerator random;

    SecretRoutes(EndpointParts endpoints, InstantSource clock, RandomGenerator random) {
        this.directory = endpoints.directory();
        this.versions = endpoints.versions();
        this.log = endpoints.log();
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/endpoints/{id}/secret/rotate", this::rotate, RouteAccess.SECRETS);
    }

    private void rotate(Context context) throws IOException {
        Endpoint found = EndpointRoutes.find(directory, context);
        Duration overlap = overlap(context);
        versions.alone(found.id(), replaced -> rotate(context, overlap, replaced));
    }

    /** Returns how long what is replaced stays valid, as the request says. */
    static Duration overlap(Context context) throws IOException {
        byte[] body = Bodies.readOrNothing(context);
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

    private void rotate(Context context, Duration overlap, Set<EndpointRevision> replaced) {
        Endpoint before = EndpointRoutes.find(directory, context);
        EndpointRoutes.requireReadable(before);
        Endpoint after = before.withSecrets(secrets(before, overlap), versions.next(before, clock));
        versions.require(context, before);
        log.put(after, replaced);
        Audit.account(context, Optional.of(after.account()));
        Audit.fields(context, List.of("secret"));
        versions.tell(context, after);
        context.header("Cache-Control", "no-store");
        Answers.json(context, 200, json -> EndpointJson.writeWithSecret(after, json));
    }

    /** Returns a new secret and those that stay valid for the overlap, newest first. */
    private List<EndpointSecret> secrets(Endpoint endpoint, Duration overlap) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // Where only one signature fits, the secret with the latest time signs. So the new one is
        // always later than the last, whatever the clock says.
        Instant afterLast = endpoint.secrets().getFirst().createdAt().plusMillis(1);
        // A secret that can't be opened can't sign either, and would keep the endpoint sealed.
        List<EndpointSecret> secrets = new ArrayList<>();
        secrets.add(EndpointSecret.random(random, now.isBefore(afterLast) ? afterLast : now));
        endpoint.secrets().stream()
                .filter(each -> !each.sealed())
                .map(each -> each.endingBy(now.plus(overlap)))
                .filter(each -> each.validAt(now))
                .forEach(secrets::add);
        if (secrets.size() > VALID_MAX) {
            throw Problem.conflict(
                    "endpoint %s has %d valid secrets, the limit is %d; rotate with overlap 0s to end all of them now"
                            .formatted(endpoint.id(), secrets.size() - 1, VALID_MAX));
        }
        return secrets;
    }
}
