package dev.hooklane.oidc;

import dev.hooklane.call.Answer;
import dev.hooklane.call.BoundedCalls;
import dev.hooklane.call.Bounds;
import dev.hooklane.call.CallFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Requests to the OpenID provider, within limits. Any thread may use it, and waits. */
final class ProviderCalls implements AutoCloseable {
    /** Whoever signs in is waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A provider's keys or an ID token with hundreds of groups are less than half of it. */
    private static final int BYTES_MAX = 256 * 1024;

    /** Strangers can cause requests by beginning sign-ins. */
    private static final int AT_ONCE_MAX = 16;

    private final BoundedCalls calls;

    /**
     * @param authorities trusted besides the public ones
     * @param patience the most that a request may take
     */
    ProviderCalls(List<X509Certificate> authorities, Duration patience) {
        calls = new BoundedCalls(authorities, new Bounds(patience, BYTES_MAX, AT_ONCE_MAX));
    }

    Answer get(URI uri) throws IOException {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Accept", "application/json, application/jwk-set+json")
                        .build());
    }

    /**
     * Sends a request.
     *
     * @throws IOException with a reason in words, if there is no answer within the limits
     */
    Answer send(HttpRequest request) throws IOException {
        try {
            return calls.send(request);
        } catch (CallFailedException e) {
            throw new IOException("it " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
