package dev.hooklane.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.edge.PeerClient;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.JsonText;
import dev.hooklane.event.VisibleText;
import dev.hooklane.peer.PeerRequest;
import dev.hooklane.peer.PeerTokens;
import dev.hooklane.quiet.QuietLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls the instance that holds a stream. Its tokens are of a key for this purpose alone, so an
 * instance that only delivers can hand over requests, and do nothing else. Any thread may use it.
 */
public final class HolderCalls implements AutoCloseable {
    /** What the caller is called at the other instance. */
    private static final Caller INSTANCE =
            new Caller(
                    "hand-over",
                    "an instance that delivers",
                    KeyRole.OPERATOR,
                    Optional.empty(),
                    Set.of());

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
    private static final Duration MORE_THAN_THE_ATTEMPT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final Logger log = LoggerFactory.getLogger(HolderCalls.class);

    private final QuietLog quiet = new QuietLog(1);
    private final PeerTokens tokens;
    private final PeerClient peers;
    private final HttpClient http;

    /** Whether a stream is open, as far as its holder says. */
    public enum Sight {
        OPEN,
        GONE,
        /** The holder did not answer. */
        AWAY,
        /** Something answered, but not this question. */
        UNKNOWN
    }

    /**
     * @param tokens of the key for listeners
     */
    public HolderCalls(PeerTokens tokens, PeerClient peers) {
        this.tokens = tokens;
        this.peers = peers;
        this.http = peers.builder().connectTimeout(CONNECT_PATIENCE).build();
    }

    /** Returns the {@code host:port} under which other instances know this one. */
    public String self() {
        return tokens.self();
    }

    /** Hands a request to a stream that another instance holds. */
    CompletableFuture<HandedOver> handOver(String holder, EndpointId endpoint, HandOver request) {
        return call(
                        holder,
                        "/v1/listeners/%s/requests?timeout=%dms"
                                .formatted(endpoint, request.timeout().toMillis()),
                        request.json().getBytes(UTF_8),
                        request.timeout().plus(MORE_THAN_THE_ATTEMPT))
                .thenApply(response -> read(holder, response))
                .exceptionally(e ->
                        new HandedOver.Away(
                                "instance %s, which holds the stream, did not answer: %s"
                                        .formatted(holder, e)));
    }

    /** Asks another instance whether a stream is open there. */
    public Sight look(String holder, EndpointId endpoint) {
        try {
            HttpResponse<byte[]> response =
                    call(
                                    holder,
                                    "/v1/listeners/%s/requests".formatted(endpoint),
                                    new byte[0],
                                    MORE_THAN_THE_ATTEMPT)
                            .join();
            JsonNode open = json(response).path("open");
            if (response.statusCode() != OK || !open.isBoolean()) {
                refused(holder, response);
                return Sight.UNKNOWN;
            }
            return open.asBoolean() ? Sight.OPEN : Sight.GONE;
        } catch (CompletionException e) {
            return Sight.AWAY;
        }
    }

    private HandedOver read(String holder, HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            refused(holder, response);
            return new HandedOver.Away(
                    "instance %s answered %d".formatted(holder, response.statusCode()));
        }
        return HandedOverJson.read(json(response));
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JsonText.tree(response.body());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private void refused(String holder, HttpResponse<byte[]> response) {
        quiet.line(holder)
                .ifPresent(untold ->
                        log.warn(
                                "listener.refused {} status={} untold={}: {}",
                                holder,
                                response.statusCode(),
                                untold,
                                VisibleText.excerpt(new String(response.body(), UTF_8))));
    }

    private CompletableFuture<HttpResponse<byte[]>> call(
            String holder, String target, byte[] body, Duration patience) {
        PeerRequest request = new PeerRequest(holder, "POST", target, "");
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(peers.scheme() + "://" + holder + target))
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                tokens.authorization(request, body, INSTANCE, tokens.self()))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
