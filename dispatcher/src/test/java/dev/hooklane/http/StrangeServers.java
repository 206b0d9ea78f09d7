package dev.hooklane.http;

import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.Success;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.awaitility.Awaitility;

/** Servers that follow a script of the test's, and a sender to them. */
final class StrangeServers {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    static final Success SUCCESS = new Success(200, "ok");

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("strange.example").build();

    private static final HandshakeCertificates BOTH =
            new HandshakeCertificates.Builder()
                    .heldCertificate(CERTIFICATE)
                    .addTrustedCertificate(CERTIFICATE.certificate())
                    .build();

    /** Over what the server speaks. */
    enum Over {
        PLAIN,
        TLS_1_2,
        TLS_1_3
    }

    final HttpAttemptSender sender =
            new HttpAttemptSender(
                    Samples.settings(),
                    Samples.CLOCK,
                    new Network(
                            _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                            BOTH.trustManager(),
                            BOTH.sslSocketFactory()));
    final AtomicInteger count = new AtomicInteger();

    void close() {
        sender.close();
    }

    List<AttemptOutcome> send(Over over, RawServer server, int times) {
        String url =
                over == Over.PLAIN
                        ? server.url()
                        : "https://strange.example:" + server.port() + "/hook";
        List<AttemptOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            outcomes.add(Samples.send(sender, url));
        }
        return outcomes;
    }

    static RawServer listen(Over over, RawServer.Exchange exchange) throws IOException {
        return switch (over) {
            case PLAIN -> RawServer.answering(exchange);
            case TLS_1_2 -> RawServer.answering(context("TLSv1.2"), exchange);
            case TLS_1_3 -> RawServer.answering(context("TLSv1.3"), exchange);
        };
    }

    private static SSLContext context(String version) {
        try {
            // A server of this protocol alone, as it serves with what its context supports.
            SSLContext context = SSLContext.getInstance(version);
            context.init(
                    new KeyManager[] {BOTH.keyManager()},
                    new TrustManager[] {BOTH.trustManager()},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static RawServer.Exchange always(String answer) {
        return (_, out, _) -> write(out, answer);
    }

    static void write(OutputStream out, String answer) throws IOException {
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    static void pause(int millis) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ofMillis(millis))
                .until(() -> true);
    }
}
