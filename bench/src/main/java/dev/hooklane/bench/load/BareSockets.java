package dev.hooklane.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that an HTTP exchange can cost in Java: a request whose bytes are there already is
 * written to a socket, and as many bytes are read as the first answer had.
 */
public final class BareSockets implements AutoCloseable {
    private static final int ANSWER_BYTES_MAX = 2_048;

    /** As many bytes of headers as an attempt has. */
    private static final String HEADERS =
            """
            User-Agent: Hooklane/0.1.0
            Accept-Encoding: identity
            X-MGA-Signature: sha256=%1$s
            X-MGA-Event: message.created
            X-MGA-Delivery: dlv_01hf7xk3m901hf7xk3m901hf7x
            X-MGA-Attempt: 1
            webhook-id: evt_01hf7xk3m901hf7xk3m901hf7x
            webhook-timestamp: 1790000000
            webhook-signature: v1,%2$s
            Content-Type: application/json
            """
                    .formatted("a".repeat(64), "a".repeat(44))
                    .replace("\n", "\r\n");

    private final List<Connection> connections = new ArrayList<>();

    /**
     * @param endpoints to post to; each has one request in flight
     */
    public BareSockets(List<URI> endpoints, byte[] body) throws IOException {
        for (URI endpoint : endpoints) {
            connections.add(new Connection(endpoint, body));
        }
    }

    private static final class Connection {
        private final Socket socket;
        private final byte[] request;
        private final int answerBytes;

        Connection(URI endpoint, byte[] body) throws IOException {
            socket = new Socket(endpoint.getHost(), endpoint.getPort());
            socket.setTcpNoDelay(true);
            String head =
                    "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\n\r\n"
                            .formatted(
                                    endpoint.getPath(),
                                    endpoint.getAuthority(),
                                    HEADERS,
                                    body.length);
            request = new byte[head.length() + body.length];
            System.arraycopy(head.getBytes(ISO_8859_1), 0, request, 0, head.length());
            System.arraycopy(body, 0, request, head.length(), body.length);
            socket.getOutputStream().write(request);
            // The receiver writes each of its answers at once, and all are alike.
            answerBytes = socket.getInputStream().read(new byte[ANSWER_BYTES_MAX]);
        }

        void post() throws IOException {
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            if (in.readNBytes(answerBytes).length < answerBytes) {
                throw new EOFException("the receiver closed a connection");
            }
        }
    }

    /** Returns a request to each endpoint. */
    public List<Posting.Post> posts() {
        return connections.stream().<Posting.Post>map(connection -> connection::post).toList();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }
}
