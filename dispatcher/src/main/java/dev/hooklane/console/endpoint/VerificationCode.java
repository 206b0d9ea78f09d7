package dev.hooklane.console.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.http.HeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Code that customers use to verify requests, in four languages: for the simple signature and for
 * those of Standard Webhooks, by secret and by public key. Tests run these very files.
 */
final class VerificationCode {
    private static final String FOLDER = "/console/verify/";
    private static final List<Map.Entry<String, String>> FILES =
            List.of(
                    Map.entry("Node.js", "node.cjs"),
                    Map.entry("Python", "python.py"),
                    Map.entry("Java", "Signatures.java"),
                    Map.entry("Go", "signatures.go"));

    private final List<CodeSample> simple;
    private final List<CodeSample> standard;
    private final List<CodeSample> publicKey;

    /**
     * @param names those of this installation's headers
     */
    VerificationCode(HeaderNames names) {
        simple =
                FILES.stream()
                        .map(file -> sample("simple-", "", file))
                        .map(sample ->
                                new CodeSample(
                                        sample.id(), sample.language(), names.in(sample.text())))
                        .toList();
        standard = FILES.stream().map(file -> sample("standard-", "standard/", file)).toList();
        publicKey = FILES.stream().map(file -> sample("public-key-", "public-key/", file)).toList();
    }

    List<CodeSample> simple() {
        return simple;
    }

    List<CodeSample> standard() {
        return standard;
    }

    /** Returns the code for public keys; none if the endpoint has no key pair. */
    List<CodeSample> publicKey(JsonNode endpoint) {
        return endpoint.path("signingKeys").isEmpty() ? List.of() : publicKey;
    }

    private static CodeSample sample(
            String idPrefix, String folder, Map.Entry<String, String> file) {
        String resource = FOLDER + folder + file.getValue();
        try (InputStream code = VerificationCode.class.getResourceAsStream(resource)) {
            if (code == null) {
                throw new IllegalStateException("the jar has no " + resource);
            }
            return new CodeSample(
                    idPrefix + file.getValue().replaceAll("\\W", "-"),
                    file.getKey(),
                    new String(code.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is not readable", e);
        }
    }
}
