package dev.hooklane.http;

import dev.hooklane.attempt.AttemptSender;
import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.attempt.ParkReason;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.egress.RefusalLog;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.quiet.QuietLog;
import dev.hooklane.token.TokenAnswer;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts: one signed {@code POST} to the endpoint's URL, over a connection to an address
 * that the rules allow, read within the timeout.
 *
 * <p>Any thread may use it; {@link #send} blocks it, so a virtual one is best. It limits nothing
 * itself: the caller decides how many attempts run at once.
 */
public final class HttpAttemptSender implements AttemptSender, AutoCloseable {
    /** How many pooled connections closed by the server one attempt skips. */
    private static final int STALE_MAX = 16;

    /** How many times a server may refuse a request unread. */
    private static final int REFUSED_MAX = 1;

    private static final Logger log = LoggerFactory.getLogger(HttpAttemptSender.class);

    private final QuietLog quiet = new QuietLog(10);
    private final Duration timeout;
    private final InstantSource clock;
    private final Clients clients;
    private final PreparedEndpoints prepared;
    private final SignedRequests requests;
    private final Failures failures;
    private final Bearers bearers;
    private final RefusalLog refusals = new RefusalLog();

    public HttpAttemptSender(HttpSettings settings, InstantSource clock) {
        this(settings, clock, Network.system(settings.wayOut().tls()));
    }

    HttpAttemptSender(HttpSettings settings, InstantSource clock, Network network) {
        this(settings, clock, new Clients(settings, network));
    }

    HttpAttemptSender(HttpSettings settings, InstantSource clock, Clients clients) {
        this(settings, clock, clients, System::nanoTime);
    }

    /**
     * @param tokenTime by which tokens age
     */
    HttpAttemptSender(
            HttpSettings settings, InstantSource clock, Clients clients, LongSupplier tokenTime) {
        this.timeout = settings.timeouts().attempt();
        this.clock = clock;
        this.clients = clients;
        this.prepared = new PreparedEndpoints(settings.addressRules(), new OwnHeaders(settings));
        this.requests = new SignedRequests(settings);
        this.failures = new Failures(settings);
        this.bearers = new Bearers(settings, clients, tokenTime);
    }

    /**
     * Makes the delivery's next attempt and returns its outcome, whatever the endpoint did.
     *
     * @throws NotAttemptedException if our resolver gives no answer for the endpoint's host, our
     *     proxy no connection, or its address has all connections that it may have
     * @throws CancellationException if the calling thread is interrupted, which stays set: it is
     *     unknown what the endpoint did with the request
     */
    @Override
    public Attempt send(Delivery delivery, Endpoint endpoint) {
        Instant startedAt = clock.instant();
        long startNanos = System.nanoTime();
        AttemptTrace trace = clients.newTrace();
        AttemptOutcome outcome = outcome(delivery, endpoint, trace, startedAt, startNanos);
        return new Attempt(
                delivery.attempt(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startNanos),
                outcome,
                trace.ended(),
                trace.response()
                        .map(response -> ResponseHeaders.kept(response.headers()))
                        .orElseGet(Collections::emptySortedMap));
    }

    private AttemptOutcome outcome(
            Delivery delivery,
            Endpoint endpoint,
            AttemptTrace trace,
            Instant startedAt,
            long startNanos) {
        PreparedEndpoint target = prepared.of(endpoint);
        HttpUrl url = target.url().orElse(null);
        if (url == null) {
            refusals.log("endpoint=%s %s".formatted(endpoint.id(), target.problem().detail()));
            return new AttemptOutcome.NoResponse(
                    ErrorKind.FORBIDDEN_ADDRESS, target.problem().words());
        }
        Request.Builder request =
                requests.request(delivery, target, url, startedAt).tag(AttemptTrace.class, trace);
        return endpoint.access().authorization().isEmpty()
                ? exchange(delivery, endpoint, request.build(), startedAt, startNanos)
                : authorized(delivery, endpoint, request, trace, startedAt, startNanos);
    }

    /** Makes the request with a bearer token, and once more with another if that is refused. */
    private AttemptOutcome authorized(
            Delivery delivery,
            Endpoint endpoint,
            Request.Builder request,
            AttemptTrace trace,
            Instant startedAt,
            long startNanos) {
        long endNanos = startNanos + endpoint.settings().timeoutWithin(timeout).toNanos();
        try {
            return switch (bearers.first(endpoint, endNanos)) {
                case TokenAnswer.Denied(String detail) -> Bearers.denied(detail);
                case TokenAnswer.Granted token -> {
                    AttemptOutcome outcome =
                            exchange(
                                    delivery,
                                    endpoint,
                                    Bearers.with(token, request),
                                    startedAt,
                                    startNanos);
                    if (!Bearers.isRefused(outcome)) {
                        yield outcome;
                    }
                    trace.rest();
                    Optional<TokenAnswer.Granted> other =
                            bearers.another(endpoint, token, endNanos);
                    if (other.isEmpty()) {
                        yield outcome;
                    }
                    trace.again();
                    yield exchange(
                            delivery,
                            endpoint,
                            Bearers.with(other.get(), request),
                            startedAt,
                            startNanos);
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(delivery, e);
        }
    }

    private AttemptOutcome exchange(
            Delivery delivery,
            Endpoint endpoint,
            Request request,
            Instant startedAt,
            long startNanos) {
        HttpUrl url = request.url();
        AttemptTrace trace = Objects.requireNonNull(request.tag(AttemptTrace.class));
        Duration most = endpoint.settings().timeoutWithin(timeout);
        long endNanos = startNanos + most.toNanos();
        OkHttpClient client = clients.forEndpoint(endpoint);
        boolean isLater = endpoint.access().authorization().isPresent();
        int refused = 0;
        for (int stale = 0; ; stale++) {
            Call call = client.newCall(request);
            if (stale > 0 || isLater) {
                call.timeout().deadlineNanoTime(endNanos);
            } else if (!most.equals(timeout)) {
                call.timeout().timeout(most.toNanos(), TimeUnit.NANOSECONDS);
            }
            try (Response response = AttemptDeadline.execute(call, endpoint.account(), endNanos)) {
                return ResponseReading.outcome(response, call, startedAt);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted(delivery, e);
                }
                if (e instanceof ForbiddenAddressException) {
                    refusals.log("endpoint=%s %s".formatted(endpoint.id(), e.getMessage()));
                }
                Optional<ParkReason> ours = OwnTrouble.reason(e, trace);
                if (ours.isPresent()) {
                    throw new NotAttemptedException(ours.get(), OwnTrouble.words(e, url), e);
                }
                boolean unread =
                        trace.failedUnused()
                                || Unread.wasTooLate(e)
                                || (Unread.wasRefused(e) && refused++ < REFUSED_MAX);
                if (!unread || call.isCanceled() || stale == STALE_MAX) {
                    if (OwnTrouble.mayBeTheProxys(e) && clients.isProxyDown()) {
                        throw new NotAttemptedException(
                                ParkReason.PROXY, "egress.proxy is down", e);
                    }
                    return failed(e, trace, url, most, startedAt);
                }
                trace.again();
            } catch (RuntimeException e) {
                // More likely the endpoint's fault than ours: no stack trace unless asked for.
                quiet.line(e.getClass().getName())
                        .ifPresent(untold ->
                                log.warn(
                                        "delivery {}: OkHttp failed on a response: {}; untold={}",
                                        delivery.id(),
                                        e.toString(),
                                        untold));
                log.debug("delivery {}", delivery.id(), e);
                return trace.response()
                        .map(response -> ResponseReading.outcome(response, "", startedAt))
                        .orElseGet(() -> Failures.unreadable(e));
            }
        }
    }

    /**
     * Returns the outcome of a failed call. OkHttp refuses some responses because of what follows
     * their headers: a 204 that announces a body, a 407 without a proxy. Their status still counts.
     */
    private AttemptOutcome failed(
            IOException e, AttemptTrace trace, HttpUrl url, Duration within, Instant now) {
        Response response = trace.response().orElse(null);
        return e instanceof ProtocolException && response != null && endsWithHeaders(response)
                ? ResponseReading.outcome(response, "", now)
                : failures.of(e, trace, url, within);
    }

    private static boolean endsWithHeaders(Response response) {
        return switch (response.code()) {
            case 204, 205, 407 -> true;
            default -> false;
        };
    }

    private static CancellationException interrupted(Delivery delivery, Exception cause) {
        CancellationException interrupted =
                new CancellationException(
                        "attempt %d of delivery %s was interrupted"
                                .formatted(delivery.attempt(), delivery.id()));
        interrupted.initCause(cause);
        return interrupted;
    }

    /** Returns how many connections are open, in use or idle. */
    public int connections() {
        return clients.connections();
    }

    /** Cancels running attempts and closes every connection. */
    @Override
    public void close() {
        clients.close();
    }
}
