package dev.hooklane.console.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A secret, shown this one time.
 *
 * @param made whether its endpoint is new, too
 * @param publicKey code that checks by public key; none if the endpoint has no key pair
 * @param oldUntil when the previous secret expires, if it stays valid for a while
 */
public record ShownSecret(
        String path,
        ShownUrl url,
        String secret,
        boolean made,
        Optional<Instant> oldUntil,
        List<CodeSample> simple,
        List<CodeSample> standard,
        List<CodeSample> publicKey) {
    public ShownSecret {
        simple = List.copyOf(simple);
        standard = List.copyOf(standard);
        publicKey = List.copyOf(publicKey);
    }

    @Override
    public String toString() {
        return "ShownSecret[%s, secret hidden]".formatted(path);
    }
}
