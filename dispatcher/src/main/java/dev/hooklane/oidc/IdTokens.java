package dev.hooklane.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.hooklane.call.Answer;
import dev.hooklane.event.VisibleText;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks ID tokens by the provider's public keys. The keys are kept for a while; an unknown one is
 * looked for again, at most twice in {@link #AGAIN}. Any thread may use it, and may have to wait
 * for a request to the provider.
 */
final class IdTokens {
    /**
     * Signatures by a public key. With others, the client's secret or nothing at all would sign.
     */
    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    static final Duration AGAIN = Duration.ofSeconds(30);

    /** How far the provider's clock may be from this one's. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    private static final Duration KEYS_KEPT_WHILE_AWAY = Duration.ofHours(4);

    private final Issuer issuer;
    private final ClientID client;
    private final Fetch fetch;

    private @Nullable URI keysAt;
    private @Nullable JWKSource<SecurityContext> keys;

    /** Reads what is at a URL, as {@link ProviderCalls#get} does. */
    @FunctionalInterface
    interface Fetch {
        Answer get(URI uri) throws IOException;
    }

    IdTokens(URI issuer, String client, Fetch fetch) {
        this.issuer = new Issuer(issuer);
        this.client = new ClientID(client);
        this.fetch = fetch;
    }

    /**
     * Returns what a token says, if the provider made it for this installation and this sign-in.
     *
     * @param keysAt where the provider has its public keys
     */
    IDTokenClaimsSet check(JWT token, Nonce nonce, URI keysAt) throws SignInFailedException {
        if (!(token instanceof SignedJWT signed)
                || !ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
            throw bad(
                    "it is signed with %s, which is not allowed"
                            .formatted(
                                    VisibleText.excerpt(
                                            String.valueOf(token.getHeader().getAlgorithm()))));
        }
        IDTokenValidator validator =
                new IDTokenValidator(
                        issuer,
                        client,
                        new JWSVerificationKeySelector<>(ALGORITHMS, keys(keysAt)),
                        null);
        validator.setMaxClockSkew((int) CLOCKS_APART.toSeconds());
        try {
            IDTokenClaimsSet claims = validator.validate(signed, nonce);
            requireOwn(claims);
            return claims;
        } catch (BadJOSEException e) {
            throw bad(VisibleText.excerpt(String.valueOf(e.getMessage())));
        } catch (JOSEException e) {
            throw SignInFailedException.ofProvider(
                    "The provider %s gave no keys to check its ID token with.".formatted(issuer));
        }
    }

    /** The validator sees to the audience, but not to the party that asked for the token. */
    private void requireOwn(IDTokenClaimsSet claims) throws SignInFailedException {
        AuthorizedParty party = claims.getAuthorizedParty();
        if (party == null
                ? claims.getAudience().size() > 1
                : !party.getValue().equals(client.getValue())) {
            throw bad("its authorized party (azp) is not this installation");
        }
    }

    private static SignInFailedException bad(String why) {
        return SignInFailedException.ofProvider(
                "The provider’s ID token is not valid: %s.".formatted(why));
    }

    private synchronized JWKSource<SecurityContext> keys(URI at) throws SignInFailedException {
        JWKSource<SecurityContext> known = keys;
        if (known == null || !at.equals(keysAt)) {
            known = source(at);
            keysAt = at;
            keys = known;
        }
        return known;
    }

    private JWKSource<SecurityContext> source(URI at) throws SignInFailedException {
        try {
            return JWKSourceBuilder.<SecurityContext>create(at.toURL(), this::fetch)
                    .cache(KEYS_KEPT.toMillis(), ProviderCalls.PATIENCE.toMillis())
                    // It would keep a thread for them.
                    .refreshAheadCache(false)
                    .rateLimited(AGAIN.toMillis())
                    .outageTolerant(KEYS_KEPT_WHILE_AWAY.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw SignInFailedException.ofProvider(
                    "The provider %s has no jwks_uri that can be read.".formatted(issuer));
        }
    }

    private Resource fetch(URL url) throws IOException {
        try {
            Answer answer = fetch.get(url.toURI());
            if (answer.status() != 200) {
                throw new IOException("it answered %d".formatted(answer.status()));
            }
            return new Resource(answer.body(), answer.contentType());
        } catch (URISyntaxException e) {
            throw new IOException("jwks_uri is no URL", e);
        }
    }
}
