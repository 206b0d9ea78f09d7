package dev.hooklane.oidc;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.hooklane.config.OidcSettings;
import dev.hooklane.event.VisibleText;
import dev.hooklane.oidc.SignInFailedException.Fault;
import dev.hooklane.secret.TinkSecretCipher;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider that people sign in at: OpenID Connect Core 1.0 with the authorization code
 * flow, PKCE (RFC 7636) and the issuer in its answers (RFC 9207). Nothing is asked of it until
 * somebody signs in. Any thread may use it, and may have to wait for the provider.
 */
public final class OpenIdProvider implements AutoCloseable {
    private static final String SUBJECT = "[\\x20-\\x7e]{1,255}";
    private static final int NAME_MAX = 100;

    private final OidcSettings settings;
    private final URI back;
    private final URI home;
    private final InstantSource clock;
    private final ProviderCalls calls;
    private final Discovery discovery;
    private final CodeExchange exchange;
    private final IdTokens tokens;
    private final SignInAttempts attempts;

    /**
     * A sign-in that has begun.
     *
     * @param at the URL of the provider to send the browser to
     * @param cookie what the browser has to bring along afterwards
     */
    public record Begun(URI at, String cookie) {}

    /**
     * @param cipher seals what the browser keeps during a sign-in
     * @param back the URL that the provider sends browsers back to
     * @param home the URL that it sends them to after they have signed out
     */
    public OpenIdProvider(
            OidcSettings settings,
            TinkSecretCipher cipher,
            URI back,
            URI home,
            InstantSource clock) {
        this(settings, cipher, back, home, clock, ProviderCalls.PATIENCE);
    }

    OpenIdProvider(
            OidcSettings settings,
            TinkSecretCipher cipher,
            URI back,
            URI home,
            InstantSource clock,
            Duration patience) {
        this.settings = settings;
        this.back = back;
        this.home = home;
        this.clock = clock;
        this.calls = new ProviderCalls(settings.authorities(), patience);
        this.discovery = new Discovery(settings.issuer(), calls, clock);
        this.exchange = new CodeExchange(settings, back, calls);
        this.tokens = new IdTokens(settings.issuer(), settings.clientId(), calls::get);
        this.attempts = new SignInAttempts(cipher, settings.terms());
    }

    /**
     * Begins a sign-in.
     *
     * @param next the path to go to after it
     */
    public Begun begin(String next) throws SignInFailedException {
        SignInAttempt attempt = SignInAttempt.begin(next, clock.instant());
        URI at =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE,
                                new Scope(settings.scopes().toArray(String[]::new)),
                                new ClientID(settings.clientId()),
                                back)
                        .endpointURI(discovery.metadata().getAuthorizationEndpointURI())
                        .state(attempt.state())
                        .nonce(attempt.nonce())
                        .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                        .build()
                        .toURI();
        return new Begun(at, attempts.write(attempt));
    }

    /**
     * Ends a sign-in.
     *
     * @param answer the parameters with which the provider sent the browser back
     * @param cookie what the browser brought along
     */
    public Person finish(Map<String, List<String>> answer, Optional<String> cookie)
            throws SignInFailedException {
        SignInAttempt attempt =
                cookie.flatMap(text -> attempts.read(text, clock.instant()))
                        .filter(begun -> begun.state().getValue().equals(only(answer, "state")))
                        .orElseThrow(() ->
                                new SignInFailedException(
                                        Fault.STRANGE,
                                        "This sign-in did not begin in this browser, has been"
                                                + " completed before, or took more than %d minutes."
                                                        .formatted(
                                                                SignInAttempts.VALID.toMinutes())));
        OIDCProviderMetadata metadata = discovery.metadata();
        checkIssuer(only(answer, "iss"), metadata);
        String error = only(answer, "error");
        if (error != null) {
            throw refused(error);
        }
        String code = only(answer, "code");
        if (code == null) {
            throw SignInFailedException.ofProvider("The provider’s answer has no code.");
        }
        IDTokenClaimsSet claims =
                tokens.check(
                        exchange.idToken(code, attempt.verifier(), metadata),
                        attempt.nonce(),
                        metadata.getJWKSetURI());
        return person(claims, attempt.next());
    }

    /** Refuses an answer of another provider: its code is not to be sent to this one. */
    private void checkIssuer(@Nullable String named, OIDCProviderMetadata metadata)
            throws SignInFailedException {
        boolean right =
                named == null
                        ? !metadata.supportsAuthorizationResponseIssuerParam()
                        : new Issuer(settings.issuer()).getValue().equals(named);
        if (!right) {
            throw SignInFailedException.ofProvider(
                    named == null
                            ? "The answer does not say which provider it is of."
                            : "The answer is of another provider.");
        }
    }

    /** Names no more than the code: the rest of an error is another's text. */
    private static SignInFailedException refused(String error) {
        if (error.equals("access_denied")) {
            return new SignInFailedException(Fault.PERSON, "The provider refused the sign-in.");
        }
        return SignInFailedException.ofProvider(
                error.matches("[a-z_]{1,50}")
                        ? "The provider reports the error %s.".formatted(error)
                        : "The provider reports an error.");
    }

    /** Returns the value of a parameter that is there once. */
    private static @Nullable String only(Map<String, List<String>> answer, String name) {
        List<String> values = answer.getOrDefault(name, List.of());
        return values.size() == 1 ? values.getFirst() : null;
    }

    private Person person(IDTokenClaimsSet claims, String next) throws SignInFailedException {
        String subject = claims.getSubject().getValue();
        if (!subject.matches(SUBJECT)) {
            throw SignInFailedException.ofProvider(
                    "The provider’s ID token is not valid: its subject is not 1 to 255 characters"
                            + " of ASCII.");
        }
        String name =
                text(claims.getClaim(settings.claims().name()))
                        .map(VisibleText::line)
                        .filter(line -> !line.isBlank())
                        .map(line -> line.substring(0, Math.min(NAME_MAX, line.length())))
                        .orElse(subject);
        return new Person(
                subject,
                name,
                texts(claims.getClaim(settings.claims().groups())),
                settings.claims().account().flatMap(claim -> text(claims.getClaim(claim))),
                next);
    }

    private static Optional<String> text(@Nullable Object claim) {
        List<String> texts = texts(claim);
        return texts.size() == 1 ? Optional.of(texts.getFirst()) : Optional.empty();
    }

    /** Returns the texts in a claim, which is a text or a list. */
    private static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text);
            case List<?> list ->
                    list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }

    /** Returns the URL where people sign out at the provider too, if it has one and is there. */
    public Optional<URI> signOut() {
        try {
            return Optional.ofNullable(discovery.metadata().getEndSessionEndpointURI())
                    .map(end ->
                            new LogoutRequest(
                                            end,
                                            null,
                                            null,
                                            new ClientID(settings.clientId()),
                                            home,
                                            null,
                                            null)
                                    .toURI());
        } catch (SignInFailedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
