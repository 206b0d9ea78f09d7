package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tink's own integration of AWS KMS, against a local server that speaks its protocol. */
@Timeout(60)
final class AwsKmsIT {
    private static final String ENDPOINTS = "com.amazonaws.regions.RegionUtils.fileOverride";
    private static final String ANY_CERTIFICATE = "com.amazonaws.sdk.disableCertChecking";
    private static final String ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Aead HIDDEN = SecretKeys.generate().aead();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    @TempDir private static Path folder = Path.of("");
    private static HttpServer server = unstarted();

    private static HttpServer unstarted() {
        try {
            HttpsServer made =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.setHttpsConfigurator(
                    new HttpsConfigurator(
                            new HandshakeCertificates.Builder()
                                    .heldCertificate(new HeldCertificate.Builder().build())
                                    .build()
                                    .sslContext()));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        server.createContext("/", AwsKmsIT::answer);
        server.start();
        Path regions = folder.resolve("regions.xml");
        Files.writeString(
                regions,
                """
                <XML><Regions><Region><Name>us-east-1</Name><Domain>amazonaws.com</Domain>
                <Endpoint><ServiceName>kms</ServiceName><Http>false</Http><Https>true</Https>
                <Hostname>127.0.0.1:%d</Hostname></Endpoint></Region></Regions></XML>
                """
                        .formatted(server.getAddress().getPort()));
        System.setProperty(ENDPOINTS, regions.toString());
        // The SDK asks nobody but the server above, whose certificate is its own.
        System.setProperty(ANY_CERTIFICATE, "true");
        Files.writeString(folder.resolve("aws"), "accessKey=AKIATEST\nsecretKey=s3cret\n");
    }

    @AfterAll
    static void stop() {
        System.clearProperty(ENDPOINTS);
        System.clearProperty(ANY_CERTIFICATE);
        server.stop(0);
    }

    private static MasterKey key(String arn) {
        return MasterKey.of("aws-kms://" + arn, Optional.of(folder.resolve("aws").toString()));
    }

    @Test
    void aFileThatTheKmsEncryptedOpensByTheKmsAlone() {
        SecretKeys keys = SecretKeys.generate();

        String wrapped = key(ARN).wrap(keys.toJson());

        assertThat(SecretKeys.parse(key(ARN).unwrap(wrapped)).ids()).isEqualTo(keys.ids());
        assertThat(ASKED)
                .anyMatch(line -> line.startsWith("TrentService.Encrypt AWS4-HMAC-SHA256"))
                .anyMatch(line -> line.startsWith("TrentService.Decrypt AWS4-HMAC-SHA256"))
                .allMatch(line -> line.contains("AKIATEST") && line.contains("us-east-1/kms"));
    }

    @Test
    void whatTheKmsRefusesIsSaidInItsWords() {
        String wrapped = key(ARN).wrap(SecretKeys.generate().toJson());

        assertThatThrownBy(() -> key(ARN + "-disabled").unwrap(wrapped))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("master key aws-kms://" + ARN + "-disabled")
                .hasMessageContaining("is disabled");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        ASKED.add(target + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
        ObjectNode answer = JSON.createObjectNode();
        int status = 200;
        String id = asked.path("KeyId").asString("");
        byte[] context = asked.path("EncryptionContext").toString().getBytes(UTF_8);
        try {
            if (id.endsWith("-disabled")) {
                status = 400;
                answer.put("__type", "DisabledException").put("message", id + " is disabled.");
            } else if (target.endsWith(".Encrypt")) {
                answer.put("KeyId", id)
                        .put(
                                "CiphertextBlob",
                                base64(HIDDEN.encrypt(of(asked, "Plaintext"), context)));
            } else {
                answer.put("KeyId", id)
                        .put(
                                "Plaintext",
                                base64(HIDDEN.decrypt(of(asked, "CiphertextBlob"), context)));
            }
        } catch (GeneralSecurityException e) {
            status = 400;
            answer.put("__type", "InvalidCiphertextException");
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] of(JsonNode asked, String field) {
        return Base64.getDecoder().decode(asked.path(field).asString());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
