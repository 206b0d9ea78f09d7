package dev.hooklane.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Customers' servers with names and certificates of their own, all of them on this machine. */
final class CustomerServer implements AutoCloseable {
    private static final int PORT = 443;
    private static final int PORT_WITHOUT_RIGHTS = 8443;
    private static final List<String> HOSTS =
            List.of(
                    "hooks.shop.example",
                    "crm.shop.example",
                    "old.shop.example",
                    "chat.shop.example",
                    "api.bank.example",
                    "push.bank.example",
                    "data.bank.example");

    private final HttpsServer server;
    private final AtomicInteger requests = new AtomicInteger();

    private CustomerServer(HttpsServer server) {
        this.server = server;
    }

    /**
     * Starts it, and has this process find it by its names and trust it: before anything is looked
     * up or connected to.
     */
    static CustomerServer start(Path folder) throws IOException, GeneralSecurityException {
        Path hosts = folder.resolve("hosts");
        Files.writeString(
                hosts, "127.0.0.1 localhost " + String.join(" ", HOSTS) + System.lineSeparator());
        System.setProperty("jdk.net.hosts.file", hosts.toString());
        HeldCertificate.Builder builder = new HeldCertificate.Builder();
        HOSTS.forEach(builder::addSubjectAlternativeName);
        HeldCertificate certificate = builder.build();
        trust(certificate, folder.resolve("trusted.p12"));
        HttpsServer server = bind();
        server.setHttpsConfigurator(
                new HttpsConfigurator(
                        new HandshakeCertificates.Builder()
                                .heldCertificate(certificate)
                                .build()
                                .sslContext()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        CustomerServer customers = new CustomerServer(server);
        server.createContext("/", customers::answer);
        server.start();
        return customers;
    }

    private static HttpsServer bind() throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        try {
            return HttpsServer.create(new InetSocketAddress(here, PORT), 0);
        } catch (BindException e) {
            return HttpsServer.create(new InetSocketAddress(here, PORT_WITHOUT_RIGHTS), 0);
        }
    }

    private static void trust(HeldCertificate certificate, Path file)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("customers", certificate.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, "trusted".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "trusted");
    }

    /** A URL of one of them, as customers write it. */
    String url(String host, String path) {
        int port = server.getAddress().getPort();
        return "https://" + host + (port == PORT ? "" : ":" + port) + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        int status =
                switch (host.split(":", 2)[0]) {
                    case "crm.shop.example" -> requests.incrementAndGet() % 5 == 0 ? 500 : 200;
                    case "old.shop.example" -> 410;
                    case "api.bank.example", "push.bank.example" -> 503;
                    default -> 200;
                };
        byte[] body =
                (status == 200
                                ? "{\"received\":true}"
                                : "{\"error\":\"the database does not answer\"}")
                        .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
