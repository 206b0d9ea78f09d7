package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.OAuth2Client;
import dev.hooklane.endpoint.ServerAccess;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Token servers, and endpoints that ask for their tokens. */
final class TokenServers {
    private TokenServers() {}

    /** Gives the tokens {@code t1}, {@code t2} and so on. */
    static RawServer numbering() throws IOException {
        AtomicInteger count = new AtomicInteger();
        return RawServer.answering((_, out, _) -> {
            out.write(
                    json(
                                    200,
                                    "{\"access_token\":\"t%d\",\"token_type\":\"bearer\",\"expires_in\":3600}"
                                            .formatted(count.incrementAndGet()))
                            .getBytes(US_ASCII));
            out.flush();
        });
    }

    static String json(int status, String body) {
        return "HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body);
    }

    static OAuth2Client client(String tokenUrl) {
        return new OAuth2Client(
                URI.create(tokenUrl),
                "client 1",
                "s3cret&=%",
                Optional.of("events.write"),
                Optional.of("https://hooks.example/"),
                OAuth2Client.Method.CLIENT_SECRET_BASIC);
    }

    static Endpoint endpoint(RawServer server, String tokenUrl) {
        return endpoint(server, client(tokenUrl));
    }

    static Endpoint endpoint(RawServer server, OAuth2Client client) {
        return Samples.endpoint(server.url())
                .withAccess(ServerAccess.of(Optional.of(client), Optional.empty()), Samples.NOW);
    }
}
