package dev.hooklane.http;

import dev.hooklane.attempt.NotAttemptedException;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.token.AccessTokens;
import dev.hooklane.token.TokenAnswer;
import dev.hooklane.token.TokenUse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import okhttp3.Request;

/**
 * Gives requests the bearer tokens that their endpoints' servers ask for (<a
 * href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>). A token server is the customer's:
 * without a token the attempt has failed, and nothing is sent to the endpoint.
 */
final class Bearers {
    private static final int UNAUTHORIZED = 401;

    private final AccessTokens tokens;

    Bearers(HttpSettings settings, Clients clients, LongSupplier nanoTime) {
        tokens = new AccessTokens(new TokenRequests(settings, clients), nanoTime);
    }

    /**
     * Returns the token for a request, or why there is none.
     *
     * @param endNanos when the attempt must be over
     * @throws NotAttemptedException if something on our side kept the server from being asked
     * @throws IllegalArgumentException if the endpoint's server asks for no token
     */
    TokenAnswer first(Endpoint endpoint, long endNanos) throws InterruptedException {
        return tokens.token(use(endpoint), left(endNanos));
    }

    /** Returns the token to try instead of one that the endpoint refused, if there is one. */
    Optional<TokenAnswer.Granted> another(
            Endpoint endpoint, TokenAnswer.Granted refused, long endNanos)
            throws InterruptedException {
        try {
            return tokens.another(use(endpoint), refused, left(endNanos));
        } catch (NotAttemptedException e) {
            // The endpoint has been asked, and its answer counts.
            return Optional.empty();
        }
    }

    private static TokenUse use(Endpoint endpoint) {
        return TokenUse.of(endpoint)
                .orElseThrow(() -> new IllegalArgumentException(endpoint + " asks for no token"));
    }

    private static Duration left(long endNanos) {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** Returns the request with this token, whatever headers the endpoint has. */
    static Request with(TokenAnswer.Granted token, Request.Builder request) {
        authorize(token, request);
        return request.build();
    }

    static void authorize(TokenAnswer.Granted token, Request.Builder request) {
        request.header("Authorization", "Bearer " + token.text());
    }

    static boolean isRefused(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.ErrorStatus(int status, _, _)
                && status == UNAUTHORIZED;
    }

    static AttemptOutcome denied(String detail) {
        return new AttemptOutcome.NoResponse(ErrorKind.TOKEN, ResponseText.line(detail));
    }
}
