package dev.hooklane.bench.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsReceiverIT {
    private static final byte[] REQUEST =
            "POST /ok/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII);

    @Test
    void connectionsEndAndSessionsAreResumed(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Certificate certificate = Certificate.make(folder);
        try (ReceiverProcess receiver = ReceiverProcess.startTls(1, certificate)) {
            URI url = receiver.urls().getFirst();
            SSLContext trusting = trusting(certificate.pem());
            int first = requestsUntilClosed(trusting, url);
            int second = requestsUntilClosed(trusting, url);
            int stranger = requestsUntilClosed(trusting(certificate.pem()), url);

            assertThat(url.getScheme()).isEqualTo("https");
            assertThat(first).isEqualTo(TlsReceiver.REQUESTS_A_CONNECTION);
            assertThat(second).isEqualTo(first);
            assertThat(stranger).isEqualTo(first);
            assertThat(receiver.requests()).isEqualTo(3L * first);
            assertThat(receiver.handshakes()).isEqualTo(3);
            assertThat(receiver.handshakesResumed()).isEqualTo(1);
        }
    }

    private static int requestsUntilClosed(SSLContext context, URI url) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
            InputStream in = socket.getInputStream();
            for (int answered = 0; ; answered++) {
                socket.getOutputStream().write(REQUEST);
                String answer = answer(in);
                assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
                if (answer.contains("Connection: close\r\n")) {
                    assertThat(in.read()).isNegative();
                    return answered + 1;
                }
            }
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\nok")) {
            answer.append((char) in.read());
        }
        return answer.toString();
    }

    private static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "receiver", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
