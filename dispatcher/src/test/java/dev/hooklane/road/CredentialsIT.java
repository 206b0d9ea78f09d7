package dev.hooklane.road;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.OAuth2Client;
import dev.hooklane.endpoint.ServerAccess;
import dev.hooklane.endpoint.SigningKey;
import dev.hooklane.event.Event;
import dev.hooklane.secret.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All that an endpoint's requests may prove, on one road, with keys that only a KMS opens. */
@ExtendWith(Brokers.class)
class CredentialsIT {

    /** What RFC 8410 puts in front of a public key. */
    private static final String ENCODING = "302a300506032b6570032100";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @Test
    void tokensAndSignaturesByAKeyPairAreMadeWithSecretsThatAKmsOpened(Broker broker) {
        HttpServer tokens = tokenServer();
        try (Road road = Road.on(broker)) {
            SigningKey pair = SigningKey.random(Instant.now());
            Endpoint endpoint = proving(road, pair, tokens.getAddress().getPort());
            int openedBefore = RoadKms.opened();
            road.start("one", openedByKms(road));
            // Later than that, the KMS may be away.
            int openedAtStart = RoadKms.opened() - openedBefore;

            List<Event> events = road.publishInOrder("message.created", 3);
            road.awaitSettled();

            assertThat(openedAtStart).isPositive();
            assertThat(RoadKms.opened() - openedBefore).isEqualTo(openedAtStart);
            assertThat(events)
                    .allSatisfy(event ->
                            assertThat(road.status(event, endpoint))
                                    .isEqualTo(new DeliveryStatus.Delivered()));
            assertThat(asked).containsExactly("Basic " + base64("client:the client's secret"));
            assertThat(road.customer().seen(endpoint.id()))
                    .hasSize(3)
                    .allSatisfy(seen -> {
                        assertThat(seen.header("authorization")).isEqualTo("Bearer t1");
                        assertThat(isSignedBy(pair, seen)).isTrue();
                    });
            // The signatures by secret, too.
            road.judge();
        } finally {
            tokens.stop(0);
        }
    }

    private static Endpoint proving(Road road, SigningKey pair, int tokenPort) {
        OAuth2Client client =
                new OAuth2Client(
                        URI.create("http://127.0.0.1:%d/token".formatted(tokenPort)),
                        "client",
                        "the client's secret",
                        Optional.empty(),
                        Optional.empty(),
                        OAuth2Client.Method.CLIENT_SECRET_BASIC);
        Instant now = Instant.now();
        Endpoint endpoint =
                road.endpoint("message.created")
                        .withSigningKeys(List.of(pair), now)
                        .withAccess(ServerAccess.of(Optional.of(client), Optional.empty()), now);
        road.endpoints().write(endpoint);
        return endpoint;
    }

    /** The road's keys as an installation with a KMS has them. */
    private static Map<String, String> openedByKms(Road road) {
        String clear = road.settings("keys").config().secrets().inClear().keyset();
        return Map.of(
                "secrets.key",
                MasterKey.of(RoadKms.URI, Optional.empty()).wrap(clear),
                "secrets.master-key-uri",
                RoadKms.URI);
    }

    private HttpServer tokenServer() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            server.createContext(
                    "/token",
                    exchange -> {
                        try (exchange) {
                            asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
                            byte[] token =
                                    "{\"access_token\":\"t%d\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                                            .formatted(asked.size())
                                            .getBytes(US_ASCII);
                            exchange.getResponseHeaders().set("Content-Type", "application/json");
                            exchange.sendResponseHeaders(200, token.length);
                            exchange.getResponseBody().write(token);
                        }
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks {@code v1a} as a customer does who has the public key alone. */
    private static boolean isSignedBy(SigningKey pair, SeenAttempt seen)
            throws GeneralSecurityException {
        String signature =
                Arrays.stream(seen.header("webhook-signature").split(" "))
                        .filter(each -> each.startsWith("v1a,"))
                        .map(each -> each.substring("v1a,".length()))
                        .findFirst()
                        .orElseThrow();
        String encoded =
                ENCODING + HexFormat.of().formatHex(Base64.getDecoder().decode(pair.publicKey()));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded))));
        verifier.update(
                "%s.%s.".formatted(seen.event(), seen.header("webhook-timestamp")).getBytes(UTF_8));
        verifier.update(seen.body().bytes());
        return verifier.verify(Base64.getDecoder().decode(signature));
    }

    private static String base64(String text) {
        return Base64.getEncoder()
                .encodeToString(text.replace(" ", "+").replace("'", "%27").getBytes(US_ASCII));
    }
}
