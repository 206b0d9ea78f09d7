package dev.hooklane.command.forward;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens a stream, sends what comes on it to a server, and prints each request with its answer,
 * until it is told to stop. A stream that breaks off is opened again.
 */
public final class ForwardSession {
    private static final Duration OPEN_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiClient client;
    private final URI target;
    private final ObjectNode wanted;
    private final ForwardPrinter printer;

    /** The delivery that came last. */
    private final AtomicReference<String> last = new AtomicReference<>("");

    private final AtomicReference<String> endpoint = new AtomicReference<>("");
    private final AtomicReference<InputStream> stream =
            new AtomicReference<>(InputStream.nullInputStream());

    /**
     * @param wanted the body that opens the stream: which events of which account
     */
    public ForwardSession(ApiClient client, URI target, ObjectNode wanted, ForwardPrinter printer) {
        this.client = client;
        this.target = target;
        this.wanted = wanted;
        this.printer = printer;
    }

    /**
     * Runs it on this thread.
     *
     * @param stopped waits that long, and reports whether to stop
     * @throws ApiException if the API refuses the stream
     */
    public void run(Predicate<Duration> stopped) {
        boolean told = false;
        try (LocalServer server = new LocalServer(target)) {
            do {
                try {
                    follow(server);
                    told = false;
                } catch (ApiException e) {
                    if (!e.mayPass()) {
                        throw e;
                    }
                    if (!told) {
                        printer.note(e.getMessage() + "; trying again");
                    }
                    told = true;
                } catch (IOException e) {
                    if (!stopped.test(Duration.ZERO)) {
                        printer.note("the stream broke off; opening it again");
                    }
                }
            } while (!stopped.test(OPEN_AGAIN_AFTER));
        }
    }

    /** Ends the stream, and deletes its endpoint, from another thread. */
    public void stop() {
        String id = endpoint.getAndSet("");
        try {
            if (!id.isEmpty()) {
                client.delete("/v1/endpoints/" + ApiClient.encoded(id));
            }
            stream.get().close();
        } catch (ApiException | IOException e) {
            // The stream's end deletes it, too.
        }
    }

    /** Has a delivery sent again: the one that came last, or the one of that id. */
    public void again(String id) {
        String delivery = id.isEmpty() ? last.get() : id;
        if (delivery.isEmpty()) {
            printer.note("nothing has come yet");
            return;
        }
        try {
            client.post(
                    "/v1/deliveries/" + ApiClient.encoded(delivery) + "/retry",
                    JSON.createObjectNode());
        } catch (ApiException e) {
            printer.note("not sent again: " + e.getMessage());
        }
    }

    private void follow(LocalServer server) throws IOException {
        try (InputStream in = client.open("/v1/listeners", wanted)) {
            stream.set(in);
            StreamEvents events = new StreamEvents(in);
            AnswerReports reports = null;
            try {
                for (Optional<StreamEvents.StreamEvent> next = events.next();
                        next.isPresent();
                        next = events.next()) {
                    StreamEvents.StreamEvent event = next.get();
                    JsonNode data = json(event.data());
                    switch (event.name()) {
                        case "opened" -> reports = opened(data);
                        case "request" -> {
                            AnswerReports to = reports;
                            if (to != null) {
                                var _ =
                                        Thread.ofVirtual()
                                                .start(() -> forward(server, event.id(), data, to));
                            }
                        }
                        case "ping" -> {
                            if (reports != null) {
                                reports.present();
                            }
                        }
                        case "ended" -> ended(data.path("why").asString(""));
                        default -> {}
                    }
                }
            } finally {
                if (reports != null) {
                    reports.close();
                }
            }
        }
    }

    private AnswerReports opened(JsonNode opened) {
        String id = opened.path("id").asString("");
        endpoint.set(id);
        String secret = opened.path("secret").asString("");
        // The next stream's endpoint has the same secret, so the server needs no other.
        wanted.put("secret", secret);
        printer.note(
                "forwarding events of %s to %s"
                        .formatted(opened.path("account").asString(""), target));
        printer.note("secret: " + secret);
        return new AnswerReports(client, id, printer::note);
    }

    /** Says why, unless this client asked for it. */
    private void ended(String why) {
        if (!endpoint.get().isEmpty()) {
            printer.note("the stream has ended: " + why);
        }
    }

    private void forward(LocalServer server, String id, JsonNode request, AnswerReports reports) {
        String delivery = request.path("delivery").asString("");
        last.set(delivery);
        long begin = System.nanoTime();
        ObjectNode answer = server.answer(request);
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        answer.put("id", id);
        reports.add(answer);
        printer.request(request, answer, millis);
    }

    private static JsonNode json(String data) throws IOException {
        try {
            return JSON.readTree(data);
        } catch (JacksonException e) {
            throw new IOException("the stream is not one of Hooklane", e);
        }
    }
}
