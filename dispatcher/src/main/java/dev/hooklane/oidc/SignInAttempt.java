package dev.hooklane.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Instant;

/**
 * A sign-in that has begun in a browser and is under way at the provider.
 *
 * @param state comes back with the provider's answer
 * @param nonce comes back in the ID token
 * @param verifier shows the provider that the one who began asks for the token (PKCE)
 * @param next the path to go to after it
 */
record SignInAttempt(State state, Nonce nonce, CodeVerifier verifier, String next, Instant at) {
    static SignInAttempt begin(String next, Instant now) {
        return new SignInAttempt(new State(), new Nonce(), new CodeVerifier(), next, now);
    }

    @Override
    public String toString() {
        return "SignInAttempt[%s]".formatted(at);
    }
}
