package dev.hooklane.road;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.forward.ForwardPrinter;
import dev.hooklane.command.forward.ForwardSession;
import dev.hooklane.embedded.ReceivedRequest;
import dev.hooklane.embedded.Receiver;
import dev.hooklane.embedded.ReceiverSettings;
import dev.hooklane.http.HeaderNames;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code hooklane listen --forward-to} is on a developer's machine, with a server behind it.
 */
final class OpenListener implements AutoCloseable {
    static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final Receiver receiver;
    private final ApiClient client;
    private final ForwardSession session;
    private final StringWriter printed = new StringWriter();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param heard is told of each request, before it is answered
     */
    OpenListener(int apiPort, double failRate, Consumer<ReceivedRequest> heard) {
        receiver =
                Receiver.start(
                        new ReceiverSettings(
                                InetAddress.getLoopbackAddress(),
                                0,
                                List.of(SECRET),
                                failRate,
                                Duration.ZERO,
                                HeaderNames.defaults()),
                        heard);
        client = new ApiClient(URI.create("http://127.0.0.1:" + apiPort), RoadSettings.API_KEY);
        ObjectNode wanted = JsonMapper.shared().createObjectNode();
        wanted.put("account", Road.ACCOUNT.value());
        wanted.putArray("eventTypes").add("*");
        wanted.put("secret", SECRET);
        wanted.put("lasts", "24h");
        session =
                new ForwardSession(
                        client,
                        receiver.url().resolve("/hook"),
                        wanted,
                        ForwardPrinter.ofLines(new PrintWriter(printed), InstantSource.system()));
        thread = Thread.ofPlatform().start(() -> session.run(this::stopped));
        Awaitility.await("the stream is open")
                .untilAsserted(() ->
                        org.assertj.core.api.Assertions.assertThat(printed())
                                .contains("forwarding events of acme"));
    }

    private boolean stopped(Duration within) {
        try {
            return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    List<ReceivedRequest> requests() {
        return receiver.requests();
    }

    String printed() {
        return printed.toString();
    }

    void sendAgain() {
        session.again("");
    }

    /** The endpoints that the account has, as the API tells. */
    long endpoints() {
        return client.get("/v1/endpoints", Map.of("account", Road.ACCOUNT.value()))
                .path("endpoints")
                .size();
    }

    void stop() {
        stop.countDown();
        session.stop();
    }

    @Override
    public void close() {
        stop();
        thread.interrupt();
        client.close();
        receiver.close();
    }
}
