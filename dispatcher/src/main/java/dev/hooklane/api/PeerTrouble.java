package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.VisibleText;
import dev.hooklane.quiet.QuietLog;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why another instance gave no answer: one line a minute of each instance and kind. Callers
 * only read that it did not answer. Any thread may use it.
 */
final class PeerTrouble {
    private static final Logger log = LoggerFactory.getLogger(PeerTrouble.class);

    private final QuietLog quiet = new QuietLog(1);

    /** An instance did not take the token. */
    void refused(String name, HttpResponse<byte[]> response) {
        quiet.line("refused " + name)
                .ifPresent(untold ->
                        log.warn(
                                "peer.refused {} untold={}: {}",
                                name,
                                untold,
                                VisibleText.excerpt(new String(response.body(), UTF_8))));
    }

    /** An instance can't be reached, is not trusted, does not trust this one, or is too slow. */
    void away(String name, CompletionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        quiet.line("away " + name)
                .ifPresent(untold ->
                        log.warn("peer.away {} untold={}: {}", name, untold, cause.toString()));
    }
}
