package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import dev.hooklane.thirdparty.Seat;
import dev.hooklane.thirdparty.TargetLimits;
import dev.hooklane.thirdparty.Targets;
import dev.hooklane.token.TokenAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks the server behind an endpoint's URL whether it wants events: by the handshake of CloudEvents
 * (<a href="https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md">HTTP 1.1 Web
 * Hooks for Event Delivery, 4</a>), or else by a signed event whose challenge it must return.
 *
 * <p>Any thread may use it; it waits for the server, at most {@link #PATIENCE} for each of the two.
 */
public final class OwnershipCheck implements AutoCloseable {
    static final EventType CHALLENGE = new EventType("webhook.challenge");
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A customer tries a few times; whoever wants to flood a host finds this too little. */
    private static final TargetLimits LIMITS = new TargetLimits(2, 2);

    private static final int CHALLENGE_BYTES = 16;
    private static final String OWN_NETWORK = "our own network is in trouble; try again later";

    private final String origin;
    private final HttpSettings settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Clients clients;
    private final OwnHeaders ownHeaders;
    private final SignedRequests requests;
    private final Failures failures;
    private final Bearers bearers;
    private final Targets targets = new Targets("a check of ownership", LIMITS);

    /**
     * @param origin the name by which this installation asks
     */
    public OwnershipCheck(
            HttpSettings settings, String origin, InstantSource clock, RandomGenerator random) {
        this(settings, origin, clock, random, Network.system(settings.wayOut().tls()));
    }

    OwnershipCheck(
            HttpSettings settings,
            String origin,
            InstantSource clock,
            RandomGenerator random,
            Network network) {
        this.origin = origin;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.clients = new Clients(settings, network);
        this.ownHeaders = new OwnHeaders(settings);
        this.requests = new SignedRequests(settings);
        this.failures = new Failures(settings);
        this.bearers = new Bearers(settings, clients, System::nanoTime);
    }

    /** Returns why the server has not shown that it wants events; empty if it has. */
    public Optional<String> problem(Endpoint endpoint) {
        PreparedEndpoint target =
                new PreparedEndpoint(endpoint, settings.addressRules(), ownHeaders);
        HttpUrl url = target.url().orElse(null);
        if (url == null) {
            return Optional.of(target.problem().words());
        }
        String domain = url.topPrivateDomain();
        Seat seat = targets.seat(domain == null ? url.host() : domain, endpoint.account());
        if (!seat.tryEnter(System.nanoTime())) {
            return Optional.of("too many checks of this host at a time; try again in a second");
        }
        try {
            Optional<String> handshake = handshakeProblem(target, url, endpoint);
            return handshake.isEmpty()
                    ? Optional.empty()
                    : challengeProblem(target, url, endpoint)
                            .map(challenge -> handshake.get() + "; " + challenge);
        } finally {
            seat.leave();
        }
    }

    private Optional<String> handshakeProblem(
            PreparedEndpoint target, HttpUrl url, Endpoint endpoint) {
        Request.Builder request =
                new Request.Builder()
                        .url(url)
                        .headers(target.ownHeaders())
                        .header("User-Agent", settings.userAgent())
                        .header("WebHook-Request-Origin", origin)
                        .method("OPTIONS", null);
        return problem(
                "OPTIONS",
                request,
                url,
                endpoint,
                (response, _) ->
                        OwnershipProof.missingPermission(
                                response.header(OwnershipProof.ALLOWED), origin));
    }

    private Optional<String> challengeProblem(
            PreparedEndpoint target, HttpUrl url, Endpoint endpoint) {
        byte[] bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        String challenge = HexFormat.of().formatHex(bytes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return problem(
                CHALLENGE.value(),
                requests.request(delivery(endpoint, challenge, now), target, url, now),
                url,
                endpoint,
                (response, call) ->
                        ResponseReading.outcome(response, call, now)
                                                instanceof AttemptOutcome.Success(_, String text)
                                        && OwnershipProof.returns(text, challenge)
                                ? Optional.empty()
                                : Optional.of("does not return the challenge"));
    }

    private Delivery delivery(Endpoint endpoint, String challenge, Instant now) {
        EventId event = EventId.random(now, random);
        String body =
                "{\"id\":\"%s\",\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":{\"challenge\":\"%s\"}}"
                        .formatted(event, CHALLENGE, now, challenge);
        return Delivery.first(
                DeliveryId.of(event, now).to(endpoint.id()),
                endpoint.id(),
                new SourceEvent(
                        event,
                        CHALLENGE,
                        endpoint.account(),
                        now,
                        new SourceEvent.Origin(0, 0),
                        Optional.empty(),
                        Optional.empty()),
                Trigger.TEST,
                Payload.of(body.getBytes(UTF_8)));
    }

    /** What a successful answer must have. */
    private interface Proof {
        Optional<String> missing(Response response, Call call) throws IOException;
    }

    private Optional<String> problem(
            String name, Request.Builder request, HttpUrl url, Endpoint endpoint, Proof proof) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> unauthorized = authorize(endpoint, request, endNanos);
        if (unauthorized.isPresent()) {
            return unauthorized;
        }
        AttemptTrace trace = clients.newTrace();
        Call call =
                clients.forEndpoint(endpoint)
                        .newCall(request.tag(AttemptTrace.class, trace).build());
        call.timeout().deadlineNanoTime(endNanos);
        try (Response response = AttemptDeadline.execute(call, endpoint.account(), endNanos)) {
            Optional<String> missing =
                    response.isSuccessful()
                            ? proof.missing(response, call)
                            : Optional.of("has status " + response.code());
            return missing.map(words -> "the answer to %s %s".formatted(name, words));
        } catch (IOException e) {
            return Optional.of("%s failed: %s".formatted(name, words(e, trace, url)));
        }
    }

    /** Adds the bearer token that the server asks for; returns why there is none. */
    private Optional<String> authorize(Endpoint endpoint, Request.Builder request, long endNanos) {
        if (endpoint.access().authorization().isEmpty()) {
            return Optional.empty();
        }
        try {
            return switch (bearers.first(endpoint, endNanos)) {
                case TokenAnswer.Denied(String detail) -> Optional.of(detail);
                case TokenAnswer.Granted token -> {
                    Bearers.authorize(token, request);
                    yield Optional.empty();
                }
            };
        } catch (NotAttemptedException e) {
            return Optional.of(OWN_NETWORK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the check was interrupted");
        }
    }

    private String words(IOException e, AttemptTrace trace, HttpUrl url) {
        return OwnTrouble.reason(e, trace).isPresent()
                ? OWN_NETWORK
                : failures.of(e, trace, url, PATIENCE).detail();
    }

    @Override
    public void close() {
        clients.close();
    }
}
