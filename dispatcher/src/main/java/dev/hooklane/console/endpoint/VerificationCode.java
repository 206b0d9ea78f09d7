package dev.hooklane.console.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.http.HeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Code that customers use to verify requests, in their language: for the signatures of Standard
 * Webhooks, by secret and by public key, and for the simple one. It is the code of the receivers in
 * {@code examples/receive}; tests run these very files.
 */
final class VerificationCode {
    private static final String FOLDER = "/console/verify/";
    private static final String JAVA = "java/src/main/java/com/example/";

    private static final List<Source> STANDARD =
            List.of(
                    new Source("Node.js", "node/standard.cjs"),
                    new Source("Python", "python/standard.py"),
                    new Source("Java", JAVA + "StandardSignature.java"),
                    new Source("Go", "go/standard.go"),
                    new Source("PHP", "php/standard.php"),
                    new Source("Ruby", "ruby/standard.rb"),
                    new Source("C#", "csharp/StandardSignature.cs"));
    private static final List<Source> SIMPLE =
            List.of(
                    new Source("Node.js", "node/simple.cjs"),
                    new Source("Python", "python/simple.py"),
                    new Source("Java", JAVA + "SimpleSignature.java"),
                    new Source("Go", "go/simple.go"),
                    new Source("PHP", "php/simple.php"),
                    new Source("Ruby", "ruby/simple.rb"),
                    new Source("C#", "csharp/SimpleSignature.cs"));
    private static final List<Source> PUBLIC_KEY =
            List.of(
                    new Source("Node.js", "node/public-key.cjs"),
                    new Source("Python", "python/public_key.py"),
                    new Source("Java", JAVA + "PublicKeySignature.java"),
                    new Source("Go", "go/public_key.go"));

    private final List<CodeSample> simple;
    private final List<CodeSample> standard;
    private final List<CodeSample> publicKey;

    /** A file of {@code examples/receive}, which the jar has. */
    private record Source(String language, String file) {
        CodeSample sample(String scheme) {
            String resource = FOLDER + file;
            try (InputStream code = VerificationCode.class.getResourceAsStream(resource)) {
                if (code == null) {
                    throw new IllegalStateException("the jar has no " + resource);
                }
                return new CodeSample(
                        scheme + "-" + file.substring(0, file.indexOf('/')),
                        language,
                        new String(code.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(resource + " is not readable", e);
            }
        }
    }

    /**
     * @param names those of this installation's headers
     */
    VerificationCode(HeaderNames names) {
        standard = STANDARD.stream().map(source -> source.sample("standard")).toList();
        simple =
                SIMPLE.stream()
                        .map(source -> source.sample("simple"))
                        .map(sample ->
                                new CodeSample(
                                        sample.id(), sample.language(), names.in(sample.text())))
                        .toList();
        publicKey = PUBLIC_KEY.stream().map(source -> source.sample("public-key")).toList();
    }

    List<CodeSample> standard() {
        return standard;
    }

    List<CodeSample> simple() {
        return simple;
    }

    /** Returns the code for public keys; none if the endpoint has no key pair. */
    List<CodeSample> publicKey(JsonNode endpoint) {
        return endpoint.path("signingKeys").isEmpty() ? List.of() : publicKey;
    }
}
