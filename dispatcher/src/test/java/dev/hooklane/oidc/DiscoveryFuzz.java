package dev.hooklane.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.hooklane.call.Answer;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;

/** What a provider says of itself: it is this one and safe to call, or refused in a sentence. */
final class DiscoveryFuzz {
    static final URI ISSUER = URI.create("https://id.example");

    private DiscoveryFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Answer answer = new Answer(200, "application/json", new String(input, UTF_8));
        try {
            check(Discovery.read(ISSUER, answer));
        } catch (SignInFailedException e) {
            // Refused.
        }
    }

    private static void check(OIDCProviderMetadata read) {
        boolean safe =
                read.getIssuer().getValue().equals(ISSUER.toString())
                        && Stream.of(
                                        read.getAuthorizationEndpointURI(),
                                        read.getTokenEndpointURI(),
                                        read.getJWKSetURI(),
                                        read.getEndSessionEndpointURI())
                                .filter(Objects::nonNull)
                                .allMatch(uri ->
                                        "https".equalsIgnoreCase(uri.getScheme())
                                                && uri.getHost() != null);
        if (!safe) {
            throw new AssertionError("not this provider, or not safe: " + read.toJSONObject());
        }
    }
}
