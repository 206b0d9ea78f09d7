package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How requests are signed, in a request about an endpoint: with its secret alone, or with a key
 * pair too.
 */
final class SignatureDraft {
    static final String SIGNATURE = "signature";
    private static final String HMAC = "hmac";
    private static final String ED25519 = "ed25519";

    private SignatureDraft() {}

    /** Returns the name of how the endpoint's requests are signed. */
    static String nameOf(Endpoint endpoint) {
        return endpoint.signingKeys().isEmpty() ? HMAC : ED25519;
    }

    /**
     * Returns the endpoint's keys after the request: its own if the field is left out.
     *
     * @throws ProblemException if the field has another value
     */
    static List<SigningKey> keys(JsonFields fields, List<SigningKey> before, Instant now) {
        if (!fields.has(SIGNATURE)) {
            return before;
        }
        if (fields.isNull(SIGNATURE)) {
            return List.of();
        }
        String name = fields.required(SIGNATURE);
        if (!Set.of(HMAC, ED25519).contains(name)) {
            throw Problem.invalid(
                    SIGNATURE, "signature is neither %s nor %s".formatted(HMAC, ED25519));
        }
        if (name.equals(HMAC)) {
            return List.of();
        }
        return before.isEmpty() ? List.of(SigningKey.random(now)) : before;
    }
}
