package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.attempt.ParkReason;
import dev.hooklane.egress.RefusalLog;
import dev.hooklane.egress.TargetNames;
import dev.hooklane.egress.UrlProblem;
import dev.hooklane.egress.UrlRules;
import dev.hooklane.endpoint.OAuth2Client;
import dev.hooklane.event.AccountId;
import dev.hooklane.thirdparty.Seat;
import dev.hooklane.thirdparty.TargetLimits;
import dev.hooklane.thirdparty.Targets;
import dev.hooklane.token.TokenAnswer;
import dev.hooklane.token.TokenReading;
import dev.hooklane.token.TokenServer;
import dev.hooklane.token.TokenUse;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Asks token servers, on the same way as attempts: vetted addresses, the proxy, the endpoint's
 * certificates, no redirects.
 */
final class TokenRequests implements TokenServer {
    /** Tokens are fetched once for many requests, so a server needs few; a flood needs more. */
    private static final TargetLimits LIMITS = new TargetLimits(8, 20);

    private final HttpSettings settings;
    private final Clients clients;
    private final Failures failures;
    private final TargetNames targetNames;
    private final Targets targets = new Targets("a token server", LIMITS);
    private final RefusalLog refusals = new RefusalLog();

    TokenRequests(HttpSettings settings, Clients clients) {
        this.settings = settings;
        this.clients = clients;
        this.failures = new Failures(settings);
        this.targetNames = new TargetNames(settings.addressRules());
    }

    @Override
    public TokenAnswer ask(TokenUse use, Duration patience) {
        OAuth2Client client = use.client();
        String host = String.valueOf(client.tokenUrl().getHost());
        HttpUrl url = HttpUrl.parse(client.tokenUrl().toString());
        List<UrlProblem> problems =
                url == null
                        ? List.of(UrlProblem.of("url is not of the form https://host/path"))
                        : UrlRules.problems(url, settings.addressRules());
        if (url == null || !problems.isEmpty()) {
            refusals.log("account=%s %s".formatted(use.account(), problems.getFirst().detail()));
            return TokenReading.denied(host, "is refused: " + problems.getFirst().words());
        }
        Seat seat = seat(client, use.account());
        if (!seat.tryEnter(System.nanoTime())) {
            throw new NotAttemptedException(
                    ParkReason.TARGET_BUSY,
                    "the token server %s has all requests that it may have".formatted(host));
        }
        try {
            return ask(use, url, patience);
        } finally {
            seat.leave();
        }
    }

    private Seat seat(OAuth2Client client, AccountId account) {
        return targetNames
                .apply(client.tokenUrl())
                .map(target -> targets.seat(target, account))
                .orElse(Seat.FREE);
    }

    private TokenAnswer ask(TokenUse use, HttpUrl url, Duration patience) {
        AttemptTrace trace = clients.newTrace();
        Call call = clients.forTokens(use, url).newCall(request(use.client(), url, trace));
        call.timeout().timeout(patience.toNanos(), TimeUnit.NANOSECONDS);
        long endNanos = System.nanoTime() + patience.toNanos();
        try (Response response = AttemptDeadline.execute(call, use.account(), endNanos)) {
            return TokenReading.of(url.host(), response.code(), body(response, call));
        } catch (IOException e) {
            if (e instanceof ForbiddenAddressException) {
                refusals.log("account=%s %s".formatted(use.account(), e.getMessage()));
            }
            Optional<ParkReason> ours = OwnTrouble.reason(e, trace);
            if (ours.isPresent()) {
                throw new NotAttemptedException(ours.get(), OwnTrouble.words(e, url), e);
            }
            if (OwnTrouble.mayBeTheProxys(e) && clients.isProxyDown()) {
                throw new NotAttemptedException(ParkReason.PROXY, "egress.proxy is down", e);
            }
            return TokenReading.denied(
                    url.host(), "gave no token: " + failures.of(e, trace, url, patience).detail());
        } catch (RuntimeException e) {
            return TokenReading.denied(
                    url.host(), "gave no token: " + Failures.unreadable(e).detail());
        }
    }

    /** Returns one byte more than is read of a response, if it is longer. */
    private static byte[] body(Response response, Call call) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(TokenReading.BYTES_MAX + 1L)) {
            // Otherwise closing the response would read more of it, to save the connection.
            call.cancel();
            return source.readByteArray(TokenReading.BYTES_MAX + 1L);
        }
        return source.readByteArray();
    }

    private Request request(OAuth2Client client, HttpUrl url, AttemptTrace trace) {
        FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
        client.scope().ifPresent(scope -> form.add("scope", scope));
        client.audience().ifPresent(audience -> form.add("audience", audience));
        Request.Builder request =
                new Request.Builder()
                        .url(url)
                        .header("User-Agent", settings.userAgent())
                        .header("Accept", "application/json")
                        .header("Accept-Encoding", "identity")
                        .tag(AttemptTrace.class, trace);
        switch (client.method()) {
            case CLIENT_SECRET_BASIC ->
                    // RFC 6749, 2.3.1: both are form-encoded first.
                    request.header(
                            "Authorization",
                            Credentials.basic(
                                    URLEncoder.encode(client.clientId(), UTF_8),
                                    URLEncoder.encode(client.clientSecret(), UTF_8)));
            case CLIENT_SECRET_POST ->
                    form.add("client_id", client.clientId())
                            .add("client_secret", client.clientSecret());
        }
        return request.post(form.build()).build();
    }
}
