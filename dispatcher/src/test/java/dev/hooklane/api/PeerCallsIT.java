package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import dev.hooklane.access.Authenticator;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.KeyUses;
import dev.hooklane.access.LinkChecks;
import dev.hooklane.access.LinkDirectory;
import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.PortalLinks;
import dev.hooklane.access.UserPasses;
import dev.hooklane.edge.PeerClient;
import dev.hooklane.history.HistoryHolders;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.peer.PeerTokens;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an instance sends to a host that the history's group names, and what it takes. */
final class PeerCallsIT {
    private static final String KEY = "an-operator-key-of-31-characters";
    private static final HostInfo SELF = new HostInfo("asking", 1);
    private static final int PARTITION = 7;

    private final String keys = SecretKeys.generate().toJson();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> requestIds = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
    }

    /** The hostile host learns neither the caller's key nor anything that it can use elsewhere. */
    @Test
    void aHostThatTheGroupNamesGetsNoKey() throws Exception {
        HostInfo thief = listener(200, "\"stolen\"");
        HostInfo asked = instance(SELF, thief);
        HostInfo other = instance(new HostInfo("other", 1), SELF);

        HttpResponse<String> answer = send(asked, "Bearer " + KEY, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).startsWith("Hooklane-Peer ").doesNotContain(KEY);
        assertThat(send(other, heard.getFirst(), "7").statusCode()).isEqualTo(401);
        assertThat(send(asked, heard.getFirst(), "7").statusCode()).isEqualTo(401);
    }

    @Test
    void aPeerLearnsTheIdOfTheRequest() throws Exception {
        HostInfo listener = listener(200, "\"heard\"");

        send(instance(SELF, listener), "Bearer " + KEY, "");

        assertThat(requestIds).containsExactly("req_of_the_test");
    }

    @Test
    void aPeerAnswersForTheCallerOnce() throws Exception {
        HostInfo listener = listener(200, "\"heard\"");
        HostInfo peer = instance(listener, listener);
        HostInfo asked = instance(SELF, listener);
        send(asked, "Bearer " + KEY, "");

        HttpResponse<String> first = send(peer, heard.getFirst(), "7");

        assertThat(first.body()).isEqualTo("\"api.key at 127.0.0.1\"");
        assertThat(send(peer, heard.getFirst(), "7").body()).contains("used before");
    }

    @Test
    void anOlderPeerThatKnowsNoTokensCountsAsAway() throws Exception {
        HostInfo older = listener(401, "{\"detail\":\"send 'Authorization: Bearer <key>'\"}");

        assertThat(send(instance(SELF, older), "Bearer " + KEY, "").statusCode()).isEqualTo(503);
    }

    @Test
    void whyAPeerDidNotAnswerIsInTheLogOnce() throws Exception {
        HostInfo gone = listener(200, "");
        running.removeLast().close();
        HostInfo asked = instance(SELF, gone);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger =
                ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(PeerTrouble.class);
        lines.start();
        logger.addAppender(lines);
        try {
            send(asked, "Bearer " + KEY, "");
            send(asked, "Bearer " + KEY, "");
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "peer.away 127.0.0.1:%d untold=0: java.net.ConnectException"
                                .formatted(gone.port()));
    }

    @Test
    void anOlderPeerThatSendsTheKeyIsAnswered() throws Exception {
        HostInfo asked = instance(SELF, SELF);

        assertThat(send(asked, "Bearer " + KEY, "7").body()).startsWith("\"api.key");
        assertThat(send(asked, "Bearer wrong", "7").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(HostInfo to, String authorization, String partitions)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/v1/things".formatted(to.port())))
                        .header("Authorization", authorization);
        if (!partitions.isEmpty()) {
            request.header("Hooklane-Partitions", partitions);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** A host that writes down how it is asked. */
    private HostInfo listener(int status, String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    heard.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    requestIds.add(exchange.getRequestHeaders().getFirst("X-Request-Id"));
                    exchange.sendResponseHeaders(status, body.length());
                    exchange.getResponseBody().write(body.getBytes(UTF_8));
                    exchange.close();
                });
        server.start();
        running.add(() -> server.stop(0));
        return new HostInfo("127.0.0.1", server.getAddress().getPort());
    }

    /** An instance that is known as {@code self} and believes that the holder has the history. */
    private HostInfo instance(HostInfo self, HostInfo holder) {
        TinkSecretCipher cipher = TinkSecretCipher.of(keys);
        PeerTokens tokens =
                new PeerTokens(
                        DerivedKeys.parse(keys).of(KeyPurpose.PEERS),
                        self.host() + ":" + self.port(),
                        InstantSource.system(),
                        new Random());
        KeyDirectory directory = new KeyDirectory();
        Access access =
                new Access(
                        new Authenticator(
                                directory,
                                new KeyUses(directory, (_, _) -> {}),
                                KEY,
                                new LinkChecks(
                                        new PortalLinks(cipher, (_, _) -> false),
                                        new LinkDirectory(),
                                        directory,
                                        () -> true),
                                new UserPasses(cipher, Optional.empty()),
                                InstantSource.system()),
                        new OwnCalls(new Random()),
                        new PeerDoors(tokens, tokens),
                        (_, _, _, _) -> {},
                        new Prometheus().api());
        OtherInstances others =
                new OtherInstances(
                        () -> new HistoryHolders(Map.of(PARTITION, List.of(holder))),
                        self,
                        tokens,
                        new PeerClient(Optional.empty()));
        Javalin server =
                Javalin.create(config -> {
                    // As the edge does.
                    config.routes.before(
                            context -> context.header("X-Request-Id", "req_of_the_test"));
                    access.addTo(config.routes);
                    config.routes.get(
                            "/v1/things", context -> things(context, others), RouteAccess.OPERATE);
                    new Problems(new Prometheus().api()).addTo(config.routes);
                });
        server.start("127.0.0.1", 0);
        running.add(server::stop);
        return new HostInfo("127.0.0.1", server.port());
    }

    private static void things(Context context, OtherInstances others) {
        String here = "%s at %s".formatted(Access.caller(context).key(), Access.address(context));
        if (PeerCall.partitions(context).isPresent()) {
            Answers.json(context, 200, json -> json.writeString(here));
            return;
        }
        List<String> parts =
                others.gather(context, Set.of(PARTITION), _ -> here, json -> json.asString());
        Answers.json(context, 200, json -> json.writeString(String.join(",", parts)));
    }
}
