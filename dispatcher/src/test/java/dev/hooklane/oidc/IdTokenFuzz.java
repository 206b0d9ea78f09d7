package dev.hooklane.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.hooklane.call.Answer;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;

/**
 * The provider's public keys, and an ID token in the first line: nobody gets in with a token that
 * is another's, or that an algorithm signs which is not allowed.
 */
final class IdTokenFuzz {
    static final String CLIENT = "hooklane";
    static final String NONCE = "n-0S6_WzA2Mj";
    private static final URI KEYS = URI.create("https://id.example/keys");

    private IdTokenFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        int end = text.indexOf('\n');
        String keys = end < 0 ? "" : text.substring(end + 1);
        token(end < 0 ? text : text.substring(0, end)).ifPresent(token -> check(token, keys));
    }

    private static Optional<JWT> token(String text) {
        try {
            return Optional.of(JWTParser.parse(text));
        } catch (ParseException | RuntimeException e) {
            // The answer of the provider would have no ID token.
            return Optional.empty();
        }
    }

    private static void check(JWT token, String keys) {
        // Each has read no keys yet.
        IdTokens tokens =
                new IdTokens(
                        DiscoveryFuzz.ISSUER,
                        CLIENT,
                        _ -> new Answer(200, "application/json", keys));
        try {
            IDTokenClaimsSet claims = tokens.check(token, new Nonce(NONCE), KEYS);
            boolean own =
                    claims.getIssuer().getValue().equals(DiscoveryFuzz.ISSUER.toString())
                            && claims.getAudience().stream()
                                    .anyMatch(each -> each.getValue().equals(CLIENT))
                            && claims.getNonce().getValue().equals(NONCE)
                            && IdTokens.ALGORITHMS.contains(token.getHeader().getAlgorithm());
            if (!own) {
                throw new AssertionError("a token that is not for us: " + token.serialize());
            }
        } catch (SignInFailedException e) {
            if (e.sentence().indexOf('\n') >= 0) {
                throw new AssertionError("the token's text is in it: " + e.sentence(), e);
            }
        }
    }
}
