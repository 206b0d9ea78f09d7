package dev.hooklane.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.hooklane.access.SealedJson;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sign-ins under way, each as the text of a cookie in the browser where it began. So any instance
 * can take the provider's answer, and no other browser can.
 */
final class SignInAttempts {
    /** Long enough to find a second factor. */
    static final Duration VALID = Duration.ofMinutes(10);

    private static final String PURPOSE = "hooklane console sign-in 1";

    private final SealedJson sealed;
    private final String terms;

    /**
     * @param terms a text for the settings under which they begin and have to end
     */
    SignInAttempts(TinkSecretCipher cipher, String terms) {
        this.sealed = new SealedJson(cipher, PURPOSE);
        this.terms = terms;
    }

    String write(SignInAttempt attempt) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("state", attempt.state().getValue());
        json.put("nonce", attempt.nonce().getValue());
        json.put("verifier", attempt.verifier().getValue());
        json.put("next", attempt.next());
        json.put("at", attempt.at().toEpochMilli());
        json.put("terms", terms);
        return sealed.seal(json);
    }

    /** Returns the attempt in a cookie; empty if it was not made here, or is over. */
    Optional<SignInAttempt> read(String text, Instant now) {
        return sealed.read(text, this::attempt)
                .filter(attempt -> now.isBefore(attempt.at().plus(VALID)));
    }

    private Optional<SignInAttempt> attempt(JsonNode json) {
        return json.path("terms").asString("").equals(terms)
                ? Optional.of(begun(json))
                : Optional.empty();
    }

    private static SignInAttempt begun(JsonNode json) {
        return new SignInAttempt(
                new State(json.path("state").asString()),
                new Nonce(json.path("nonce").asString()),
                new CodeVerifier(json.path("verifier").asString()),
                json.path("next").asString(),
                Instant.ofEpochMilli(json.path("at").asLong()));
    }
}
