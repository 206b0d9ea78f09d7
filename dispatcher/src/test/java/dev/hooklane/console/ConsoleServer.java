package dev.hooklane.console;

import dev.hooklane.access.OwnCalls;
import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.console.page.LiveStreams;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.quota.AccountLimits;
import dev.hooklane.quota.Quotas;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.share.Seats;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A console in front of an API that answers what a test tells it to. */
final class ConsoleServer implements AutoCloseable {
    static final String KEY = "a-key-that-this-api-knows";

    /** What the API gives for a portal link. */
    static final String SESSION = "hls_a-session-that-this-api-knows";

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final OwnCalls ownCalls = new OwnCalls(new SecureRandom());
    private final Console console;
    private final Javalin javalin;
    private volatile Instant now = Instant.parse("2026-01-15T10:30:00Z");

    /** What the API says to a request. */
    record Answer(int status, String json) {}

    /**
     * What the console asked of the API.
     *
     * @param what as {@code GET /v1/keys/me}
     * @param query the parameters, decoded and by name; empty without any
     * @param address for whom, as the API understands it
     */
    record Call(String what, String query, String authorization, String address, String body) {}

    ConsoleServer(Map<String, String> settings) {
        this(settings, 0);
    }

    /**
     * @param port that settings know already; 0 for any
     */
    ConsoleServer(Map<String, String> settings, int port) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap.servers", "127.0.0.1:1");
        all.put("api.host", "127.0.0.1");
        all.put("api.port", "0");
        all.put("api.key", "an-operator-key-of-31-characters");
        all.put("secrets.key", SecretKeys.generate().toJson());
        HooklaneConfig read = ConfigReader.read("", Map.of(), all);
        Quotas quotas =
                new Quotas(
                        new AccountLimits(read.quotas().limits()),
                        new EndpointDirectory(),
                        new Seats(LiveStreams.OPEN_MAX),
                        _ -> {},
                        read.quotas().contact());
        console = new Console(read, read.secrets().inClear(), ownCalls, quotas, () -> now);
        // On platform threads, as the product: a selector on a virtual one was not always woken up
        // to stop.
        javalin =
                Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    console.addTo(config.routes, this::port);
                    config.routes.get("/v1/<path>", this::api);
                    config.routes.post("/v1/<path>", this::api);
                    config.routes.put("/v1/<path>", this::api);
                    config.routes.patch("/v1/<path>", this::api);
                    config.routes.delete("/v1/<path>", this::api);
                });
        javalin.start("127.0.0.1", port);
        knows("operator", null, "view", "manage", "secrets", "replay", "share");
        says("GET /v1/endpoints", 200, "{\"endpoints\":[],\"next\":null}");
    }

    /** Whose the key is, and the portal link. */
    void knows(String role, @Nullable String account, String... abilities) {
        String caller =
                """
                {"id":"key_1","name":"shop","role":"%s","account":%s,"abilities":[%s]\
                """
                        .formatted(
                                role,
                                account == null ? "null" : "\"" + account + "\"",
                                abilities.length == 0
                                        ? ""
                                        : "\"" + String.join("\",\"", abilities) + "\"");
        says("POST /v1/sign-ins", 200, caller + "}");
        says("POST /v1/portal-sessions", 201, caller + ",\"session\":\"%s\"}".formatted(SESSION));
    }

    void says(String what, int status, String json) {
        answers.put(what, new Answer(status, json));
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    Queue<Call> calls() {
        return calls;
    }

    private void api(Context context) {
        String what = context.method().name() + " " + context.path();
        calls.add(
                new Call(
                        what,
                        context.queryParamMap().entrySet().stream()
                                .map(each ->
                                        each.getKey() + "=" + String.join(",", each.getValue()))
                                .sorted()
                                .collect(Collectors.joining("&")),
                        String.valueOf(context.header("Authorization")),
                        ownCalls.address(context::header, "nobody's"),
                        context.body()));
        Answer answer =
                answers.getOrDefault(
                        what, new Answer(404, "{\"detail\":\"there is nothing at this path\"}"));
        context.status(answer.status()).contentType("application/json").result(answer.json());
    }

    private int port() {
        return javalin.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
    }

    Reader reader() {
        return new Reader(this::uri);
    }

    @Override
    public void close() {
        console.close();
        javalin.stop();
    }
}
