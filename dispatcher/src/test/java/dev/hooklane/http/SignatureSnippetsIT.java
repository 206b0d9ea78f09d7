package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.standardwebhooks.Webhook;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real requests, received by a real server, verified as customers verify them: in Node over the
 * parsed and printed body, in Python over the raw one, in Java with the official library.
 */
@Timeout(120)
final class SignatureSnippetsIT {
    private static final List<String> DATA =
            List.of(
                    "{}",
                    "{\"text\":\"Grüße, 世界, 🙂, \u2028 and \u2029\"}",
                    "{\"escaped\":\"\\u00fc \\u4e16 \\ud83d\\ude42 \\u2028 \\u007f \\/ \\u002f\"}",
                    "{\"control\":\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\"}",
                    "{\"quotes\":\"\\\"\\\\\\u0022\\u005c'`\"}",
                    "{\"html\":\"<script>&amp;</script>\"}",
                    "{\"half\":\"\\ud83d alone and \\udc00\"}",
                    "{\"integers\":[0,-0,1,-1,9007199254740991,-9007199254740991]}",
                    "{\"big\":[1e20,1e21,1E+2,123456789012345680000,1.7976931348623157e308]}",
                    "{\"small\":[1e-6,1e-7,0.000001,5e-324,-0.0,0.10,1.50,100.0]}",
                    "{\"fractions\":[0.1,3.14,2.5e-3,1234567.890]}",
                    "{\"10\":\"ten\",\"9\":\"nine\",\"b\":1,\"a\":2,\"01\":3,\"-1\":4,\"4294967295\":5,\"4294967294\":6}",
                    "{\"nested\":{\"2\":{\"1\":[{\"b\":1,\"0\":2}]},\"1\":null}}",
                    "{\"__proto__\":{\"a\":1},\"constructor\":2,\"toString\":3}",
                    "{ \"spaces\" : [ 1 , 2 ,\n\t3 ] , \"empty\" : [ ] , \"none\" : { } }",
                    "{\"\":\"no name\",\"é\":\"accent\",\"\\u00e9\\u0301\":\"combined\"}",
                    "{\"deep\":" + "[".repeat(200) + "1" + "]".repeat(200) + "}",
                    "{\"deeper\":" + "{\"a\":".repeat(200) + "true" + "}".repeat(200) + "}",
                    "{\"long\":\"" + "ä".repeat(100_000) + "\"}");

    private static List<Payload> payloads = List.of();
    private static List<RawServer.Received> received = List.of();

    @BeforeAll
    static void sendAll() throws IOException {
        payloads = DATA.stream().map(SignatureSnippetsIT::canonical).toList();
        try (RawServer server =
                        RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                HttpAttemptSender sender =
                        new HttpAttemptSender(Samples.settings(), InstantSource.system())) {
            for (Payload payload : payloads) {
                sender.send(
                        Samples.delivery(payload, Optional.empty()),
                        Samples.endpoint(server.url()));
            }
            received = List.copyOf(server.requests());
        }
    }

    private static Payload canonical(String data) {
        String event =
                "{\"id\":\"evt_1\",\"type\":\"message.created\",\"timestamp\":\"2026-03-01T11:59:59Z\",\"data\":%s}"
                        .formatted(data);
        return switch (new EventReader(EventTypes.defaults())
                .read(event.getBytes(StandardCharsets.UTF_8), Map.of(), Samples.NOW)) {
            case EventReading.Accepted(var accepted) -> accepted.payload();
            case EventReading.Rejected(_, String detail) ->
                    throw new IllegalArgumentException(data + ": " + detail);
        };
    }

    @Test
    void theBodyArrivesAsItWasSigned() {
        assertThat(received.stream().map(SignatureSnippetsIT::bytes).map(Payload::of).toList())
                .isEqualTo(payloads);
    }

    @Test
    void nodeVerifiesTheParsedAndPrintedBody(@TempDir Path folder) throws Exception {
        assertThat(run(folder, "node", "verify.cjs", received))
                .hasSize(DATA.size())
                .containsOnly(true);
    }

    @Test
    void pythonVerifiesTheRawBody(@TempDir Path folder) throws Exception {
        assertThat(run(folder, "python3", "verify.py", received))
                .hasSize(DATA.size())
                .containsOnly(true);
    }

    @Test
    void bothRefuseABodyThatWasChanged(@TempDir Path folder) throws Exception {
        List<RawServer.Received> changed =
                received.stream()
                        .map(request ->
                                new RawServer.Received(
                                        request.head(), request.body().replace("evt_1", "evt_2")))
                        .toList();

        assertThat(run(folder, "node", "verify.cjs", changed)).containsOnly(false);
        assertThat(run(folder, "python3", "verify.py", changed)).containsOnly(false);
    }

    @Test
    void theOfficialLibraryVerifiesIt() {
        for (RawServer.Received request : received) {
            HttpHeaders headers =
                    HttpHeaders.of(
                            Stream.of("webhook-id", "webhook-timestamp", "webhook-signature")
                                    .collect(
                                            Collectors.toMap(
                                                    name -> name,
                                                    name -> List.of(request.header(name)))),
                            (_, _) -> true);

            assertThatCode(() -> new Webhook(Samples.SECRET.text()).verify(request.body(), headers))
                    .doesNotThrowAnyException();
        }
    }

    /** One process for all requests: a line in for each, a line out. */
    private static List<Boolean> run(
            Path folder, String program, String snippet, List<RawServer.Received> requests)
            throws Exception {
        assumeTrue(isInstalled(program), program + " is not installed");
        Path script = folder.resolve(snippet);
        try (InputStream resource = SignatureSnippetsIT.class.getResourceAsStream(snippet)) {
            Files.copy(Objects.requireNonNull(resource), script);
        }
        Path lines = folder.resolve("requests");
        Files.write(lines, requests.stream().map(SignatureSnippetsIT::line).toList());
        Path out = folder.resolve("out");
        Process process =
                new ProcessBuilder(program, script.toString())
                        .redirectInput(lines.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(out).stream().map(Boolean::valueOf).toList();
    }

    private static String line(RawServer.Received request) {
        return "{\"secret\":\"%s\",\"signature\":\"%s\",\"body\":\"%s\"}"
                .formatted(
                        Samples.SECRET.text(),
                        request.header("X-MGA-Signature"),
                        Base64.getEncoder().encodeToString(bytes(request)));
    }

    private static byte[] bytes(RawServer.Received request) {
        return request.body().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
