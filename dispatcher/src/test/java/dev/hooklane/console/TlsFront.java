package dev.hooklane.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;

/**
 * Hosts with names and TLS: some in front of servers of this test, some with a page of their own.
 */
final class TlsFront implements AutoCloseable {
    /** About one connection, so each side says its own. */
    private static final Set<String> OWN_HEADERS =
            headers("connection", "content-length", "host", "transfer-encoding", "upgrade");

    private final MockWebServer front = new MockWebServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, URI> servers;
    private final Map<String, String> pages;

    /**
     * @param servers by host, what is behind it
     * @param pages by host, the HTML of its only page
     */
    TlsFront(Map<String, URI> servers, Map<String, String> pages) {
        this.servers = Map.copyOf(servers);
        this.pages = Map.copyOf(pages);
        HeldCertificate certificate =
                new HeldCertificate.Builder().addSubjectAlternativeName("*.example.com").build();
        front.setProtocols(List.of(Protocol.HTTP_1_1));
        front.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate)
                        .build()
                        .sslSocketFactory());
        front.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return answer(request);
                    }
                });
        try {
            front.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> headers(String... names) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(List.of(names));
        return all;
    }

    /** With these a browser finds the hosts here. */
    List<String> browserOptions() {
        return List.of(
                "--host-resolver-rules="
                        + Stream.concat(servers.keySet().stream(), pages.keySet().stream())
                                .map(host -> "MAP %s 127.0.0.1:%d".formatted(host, front.getPort()))
                                .collect(Collectors.joining(",")),
                "--ignore-certificate-errors");
    }

    private MockResponse answer(RecordedRequest request) {
        String host = request.getUrl().host();
        String page = pages.get(host);
        if (page != null) {
            return new MockResponse(200, Headers.of("Content-Type", "text/html"), page);
        }
        // Streams aren't passed on; a browser that is answered so asks no more.
        if ("text/event-stream".equals(request.getHeaders().get("Accept"))) {
            return new MockResponse.Builder().code(204).build();
        }
        URI server = servers.get(host);
        if (server == null) {
            return new MockResponse.Builder().code(404).build();
        }
        try {
            return pass(request, server.resolve(request.getTarget()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private MockResponse pass(RecordedRequest request, URI to)
            throws IOException, InterruptedException {
        byte[] body = request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        HttpRequest.Builder passed =
                HttpRequest.newBuilder(to)
                        .method(request.getMethod(), BodyPublishers.ofByteArray(body));
        request.getHeaders()
                .forEach(header -> {
                    String name = header.getFirst();
                    if (!OWN_HEADERS.contains(name)) {
                        passed.header(name, header.getSecond());
                    }
                });
        HttpResponse<byte[]> answer = http.send(passed.build(), BodyHandlers.ofByteArray());
        Headers.Builder headers = new Headers.Builder();
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (!OWN_HEADERS.contains(name)) {
                        values.forEach(value -> headers.add(name, value));
                    }
                });
        return new MockResponse.Builder()
                .code(answer.statusCode())
                .headers(headers.build())
                .body(new Buffer().write(answer.body()))
                .build();
    }

    @Override
    public void close() {
        front.close();
        http.close();
    }
}
