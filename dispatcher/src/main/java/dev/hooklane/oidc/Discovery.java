package dev.hooklane.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.hooklane.call.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The provider's description of itself: read when it is first needed, kept for a while, and for
 * longer while the provider is away. Any thread may use it, and may have to wait for one request.
 */
final class Discovery {
    static final Duration KEPT = Duration.ofMinutes(10);

    /** A provider that is away is asked again no sooner. */
    static final Duration AGAIN = Duration.ofSeconds(10);

    private static final Duration WAIT = ProviderCalls.PATIENCE.multipliedBy(2);
    private static final String PATH = "/.well-known/openid-configuration";
    private static final Executor THREADS = Thread.ofVirtual().name("oidc-", 0)::start;

    private final URI issuer;
    private final ProviderCalls calls;
    private final InstantSource clock;

    private @Nullable OIDCProviderMetadata kept;
    private @Nullable String failure;
    private @Nullable CompletableFuture<OIDCProviderMetadata> coming;
    private Instant due = Instant.MIN;

    Discovery(URI issuer, ProviderCalls calls, InstantSource clock) {
        this.issuer = issuer;
        this.calls = calls;
        this.clock = clock;
    }

    /** Returns the description. */
    OIDCProviderMetadata metadata() throws SignInFailedException {
        try {
            return look().get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw SignInFailedException.ofProvider(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw SignInFailedException.ofProvider(
                    "The provider %s does not answer.".formatted(issuer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SignInFailedException.ofProvider("Hooklane is stopping.");
        }
    }

    private synchronized CompletableFuture<OIDCProviderMetadata> look() {
        if (coming != null) {
            return coming;
        }
        if (clock.instant().isBefore(due)) {
            return known();
        }
        CompletableFuture<OIDCProviderMetadata> asked = new CompletableFuture<>();
        coming = asked;
        THREADS.execute(() -> ask(asked));
        return asked;
    }

    private CompletableFuture<OIDCProviderMetadata> known() {
        return kept == null
                ? CompletableFuture.failedFuture(new IOException(failure))
                : CompletableFuture.completedFuture(kept);
    }

    private void ask(CompletableFuture<OIDCProviderMetadata> asked) {
        @Nullable OIDCProviderMetadata found = null;
        String why = "";
        try {
            found =
                    read(
                            issuer,
                            calls.get(URI.create(issuer.toString().replaceAll("/$", "") + PATH)));
        } catch (IOException e) {
            why = "The provider %s can’t be reached: %s.".formatted(issuer, e.getMessage());
        } catch (SignInFailedException e) {
            why = e.sentence();
        } catch (RuntimeException e) {
            // Without an answer, everyone who signs in would wait for it.
            why = "The provider %s can’t be asked: %s.".formatted(issuer, e);
        }
        @Nullable OIDCProviderMetadata known = settle(found, why);
        if (known == null) {
            asked.completeExceptionally(new IOException(why));
        } else {
            asked.complete(known);
        }
    }

    private synchronized @Nullable OIDCProviderMetadata settle(
            @Nullable OIDCProviderMetadata found, String why) {
        coming = null;
        due = clock.instant().plus(found == null ? AGAIN : KEPT);
        failure = why;
        if (found != null) {
            kept = found;
        }
        return kept;
    }

    /**
     * Reads what an issuer answered.
     *
     * @throws SignInFailedException if it is no description of that issuer
     */
    static OIDCProviderMetadata read(URI issuer, Answer answer) throws SignInFailedException {
        if (answer.status() != 200) {
            throw SignInFailedException.ofProvider(
                    "The provider %s answered %d instead of its description."
                            .formatted(issuer, answer.status()));
        }
        OIDCProviderMetadata read = parse(issuer, answer.body());
        if (!issuer.toString().equals(read.getIssuer().getValue())) {
            throw SignInFailedException.ofProvider(
                    "The provider %s says that it is another one; console.oidc.issuer has to be as the provider writes it."
                            .formatted(issuer));
        }
        requireSafe(issuer, read.getAuthorizationEndpointURI(), "authorization_endpoint");
        requireSafe(issuer, read.getTokenEndpointURI(), "token_endpoint");
        requireSafe(issuer, read.getJWKSetURI(), "jwks_uri");
        if (read.getEndSessionEndpointURI() != null) {
            requireSafe(issuer, read.getEndSessionEndpointURI(), "end_session_endpoint");
        }
        return read;
    }

    private static OIDCProviderMetadata parse(URI issuer, String body)
            throws SignInFailedException {
        try {
            return OIDCProviderMetadata.parse(body);
        } catch (ParseException | RuntimeException e) {
            throw SignInFailedException.ofProvider(
                    "The provider %s does not describe itself as OpenID Connect asks."
                            .formatted(issuer));
        }
    }

    /** HTTP is for an issuer on this machine only, which {@code console.oidc.issuer} sees to. */
    private static void requireSafe(URI issuer, @Nullable URI uri, String name)
            throws SignInFailedException {
        String scheme =
                uri == null || uri.getScheme() == null || uri.getHost() == null
                        ? ""
                        : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https")
                && !(scheme.equals("http") && "http".equals(issuer.getScheme()))) {
            throw SignInFailedException.ofProvider(
                    "The provider %s has no %s with https.".formatted(issuer, name));
        }
    }
}
