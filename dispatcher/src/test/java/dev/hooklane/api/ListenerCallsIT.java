package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyDirectory;
import dev.hooklane.access.KeyRole;
import dev.hooklane.access.KeyUses;
import dev.hooklane.access.LinkChecks;
import dev.hooklane.access.LinkDirectory;
import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.PortalLinks;
import dev.hooklane.access.UserPasses;
import dev.hooklane.metrics.Prometheus;
import dev.hooklane.peer.PeerRequest;
import dev.hooklane.peer.PeerTokens;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the key that instances hand over requests with is good for. */
final class ListenerCallsIT {
    private static final String SELF = "holder:1";
    private static final String HAND_OVER = "/v1/listeners/ep_0123456789abcdef/requests";
    private static final String OTHER = "/v1/things";
    private static final Caller INSTANCE =
            new Caller("hand-over", "an instance", KeyRole.OPERATOR, Optional.empty(), Set.of());

    private final String keys = SecretKeys.generate().toJson();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Javalin server = server();

    @AfterEach
    void stop() {
        server.stop();
        http.close();
    }

    @Test
    void theKeyForHandOversOpensNothingElse() throws Exception {
        PeerTokens handOvers = tokens(KeyPurpose.LISTENERS);
        PeerTokens peers = tokens(KeyPurpose.PEERS);

        assertThat(send(handOvers, HAND_OVER, "{}")).isEqualTo(200);
        assertThat(send(handOvers, OTHER, "{}")).isEqualTo(401);
        assertThat(send(peers, OTHER, "{}")).isEqualTo(200);
        assertThat(send(peers, HAND_OVER, "{}")).isEqualTo(401);
    }

    @Test
    void aRequestWithTheLargestPayloadIsTaken() throws Exception {
        PeerTokens handOvers = tokens(KeyPurpose.LISTENERS);

        assertThat(send(handOvers, HAND_OVER, "x".repeat(400_000))).isEqualTo(200);
        assertThat(send(handOvers, HAND_OVER, "x".repeat(600_000))).isEqualTo(413);
    }

    private int send(PeerTokens tokens, String path, String body)
            throws IOException, InterruptedException {
        String authorization =
                tokens.authorization(
                        new PeerRequest(SELF, "POST", path, ""),
                        body.getBytes(UTF_8),
                        INSTANCE,
                        "10.0.0.1");
        return http.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + server.port() + path))
                                .header("Authorization", authorization)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private PeerTokens tokens(KeyPurpose purpose) {
        return new PeerTokens(
                DerivedKeys.parse(keys).of(purpose), SELF, InstantSource.system(), new Random());
    }

    private Javalin server() {
        TinkSecretCipher cipher = TinkSecretCipher.of(keys);
        KeyDirectory directory = new KeyDirectory();
        Access access =
                new Access(
                        new Authenticator(
                                directory,
                                new KeyUses(directory, (_, _) -> {}),
                                "an-operator-key-of-31-characters",
                                new LinkChecks(
                                        new PortalLinks(cipher, (_, _) -> false),
                                        new LinkDirectory(),
                                        directory,
                                        () -> true),
                                new UserPasses(cipher, Optional.empty()),
                                InstantSource.system()),
                        new OwnCalls(new Random()),
                        new PeerDoors(tokens(KeyPurpose.PEERS), tokens(KeyPurpose.LISTENERS)),
                        (_, _, _, _) -> {},
                        new Prometheus().api());
        return Javalin.create(
                        config -> {
                            access.addTo(config.routes);
                            config.routes.post(
                                    OTHER, context -> context.result("ok"), RouteAccess.OPERATE);
                            config.routes.post(
                                    "/v1/listeners/{id}/requests",
                                    context -> context.result("ok"),
                                    RouteAccess.OPERATE);
                            new Problems(new Prometheus().api()).addTo(config.routes);
                        })
                .start("127.0.0.1", 0);
    }
}
