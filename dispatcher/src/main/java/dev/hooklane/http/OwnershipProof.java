package dev.hooklane.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an answer must have to show that the server wants events. */
final class OwnershipProof {
    /** The header that permits an origin to send. */
    static final String ALLOWED = "WebHook-Allowed-Origin";

    private OwnershipProof() {}

    /** Returns what the answer to the handshake of CloudEvents lacks; empty if it permits us. */
    static Optional<String> missingPermission(@Nullable String allowed, String origin) {
        if (allowed == null) {
            return Optional.of("has no " + ALLOWED);
        }
        boolean isAllowed = allowed.equals("*") || allowed.equalsIgnoreCase(origin);
        return isAllowed
                ? Optional.empty()
                : Optional.of("has a %s other than %s or *".formatted(ALLOWED, origin));
    }

    /**
     * Reports whether a body returns the challenge. A server that only echoes what it got has the
     * challenge deeper inside.
     */
    static boolean returns(String body, String challenge) {
        if (body.strip().equals(challenge)) {
            return true;
        }
        try {
            return JsonMapper.shared()
                    .readTree(body)
                    .path("challenge")
                    .asString("")
                    .equals(challenge);
        } catch (JacksonException e) {
            return false;
        }
    }
}
