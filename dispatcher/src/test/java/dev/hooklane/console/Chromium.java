package dev.hooklane.console;

import dev.hooklane.embedded.TemporaryDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A real browser with one page, told what to do over its debugging protocol. One thread may use it.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TemporaryDirectory profile = TemporaryDirectory.make();
    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final String session;

    /** Where it is on this machine, if it is. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path program) {
        try {
            process =
                    new ProcessBuilder(
                                    program.toString(),
                                    "--headless",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-background-networking",
                                    "--remote-debugging-port=0",
                                    "--user-data-dir=" + profile.path(),
                                    "about:blank")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .buildAsync(address(process), new Listener())
                            .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String target =
                send("Target.createTarget", Map.of("url", "about:blank"), "")
                        .path("targetId")
                        .asString();
        session =
                send("Target.attachToTarget", Map.of("targetId", target, "flatten", true), "")
                        .path("sessionId")
                        .asString();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            send(domain + ".enable", Map.of());
        }
    }

    private static URI address(Process process) throws IOException {
        BufferedReader log = process.errorReader(StandardCharsets.UTF_8);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                return URI.create(line.substring("DevTools listening on ".length()));
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    /** Opens a page and returns once it is loaded. */
    void open(URI uri) {
        evaluate("window.leaving = true");
        send("Page.navigate", Map.of("url", uri.toString()));
        awaitNextPage();
    }

    /** Does something that leads to another page, and returns once that is loaded. */
    void follow(String script) {
        evaluate("window.leaving = true; " + script);
        awaitNextPage();
    }

    private void awaitNextPage() {
        await("!window.leaving && document.readyState === 'complete'");
    }

    /** What a script gives; it may be a promise. */
    JsonNode evaluate(String script) {
        JsonNode answer =
                send(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", script,
                                "awaitPromise", true,
                                "returnByValue", true,
                                "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until a script gives true. */
    void await(String script) {
        Awaitility.await(script)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .ignoreExceptions()
                .until(() -> evaluate(script).asBoolean(false));
    }

    /** Types into what has the focus. */
    void type(String text) {
        send("Input.insertText", Map.of("text", text));
    }

    /** Presses a key such as {@code Tab}. */
    void press(String key, int code) {
        for (String event : List.of("rawKeyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type", event,
                            "key", key,
                            "code", key,
                            "windowsVirtualKeyCode", code));
        }
    }

    void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
    }

    /** Where on earth its clock is, such as {@code Asia/Tokyo}. */
    void zone(String zone) {
        send("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    /** Light or dark, as the machine's owner likes it. */
    void theme(String theme) {
        send(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** What the browser has complained of so far, and no more. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    private JsonNode send(String method, Map<String, Object> parameters) {
        return send(method, parameters, session);
    }

    private JsonNode send(String method, Map<String, Object> parameters, String to) {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!to.isEmpty()) {
            message.put("sessionId", to);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void received(JsonNode message) {
        CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt(0));
        if (waiting != null) {
            if (message.has("error")) {
                waiting.completeExceptionally(
                        new IllegalStateException(message.path("error").toString()));
            } else {
                waiting.complete(message.path("result"));
            }
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asString("")) {
            case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
            case "Log.entryAdded" -> {
                String text = parameters.path("entry").path("text").asString("");
                // That a page was answered with 401 or 404 is what some tests want.
                if (!text.startsWith("Failed to load resource")) {
                    complaints.add(text);
                }
            }
            default -> {}
        }
    }

    /** Puts messages together from their parts. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                received(JSON.readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        profile.close();
    }
}
