package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.SigningKey;
import dev.hooklane.event.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The very code that the console gives customers to paste, run over real requests: it takes those
 * that are genuine and refuses those that were changed.
 */
@Timeout(180)
final class VerificationCodeIT {
    private static final List<String> BODIES =
            List.of(
                    "{\"id\":\"evt_1\",\"type\":\"message.created\",\"timestamp\":\"2026-03-01T11:59:59Z\",\"data\":{}}",
                    "{\"id\":\"evt_2\",\"data\":{\"text\":\"Grüße, 世界, 🙂\"}}");

    /** While a secret is replaced, a request carries a signature of each. */
    private static final EndpointSecret OLDER =
            new EndpointSecret(
                    "whsec_AAAAr8GKYqrTwjUPD8ILPZIo2LaLaSw2t0n8mTcZhY0=",
                    Samples.NOW.minusSeconds(60),
                    Optional.empty());

    private static final SigningKey PAIR = SigningKey.random(Samples.NOW);

    private static List<RawServer.Received> received = List.of();

    /** What each code said, as starting a language takes seconds: first of what was sent. */
    private static final Map<Code, List<String>> VERDICTS = new HashMap<>();

    private static final int SENT = 3 * BODIES.size();

    @TempDir private static Path folders;

    private record Code(Language language, Kind kind) {}

    /** What the code checks: Standard Webhooks by secret, one header, or by public key. */
    enum Kind {
        STANDARD(Samples.SECRET.text(), "whsec_" + "A".repeat(43) + "="),
        SIMPLE(Samples.SECRET.text(), "whsec_" + "A".repeat(43) + "="),
        PUBLIC_KEY(PAIR.publicText(), SigningKey.random(Samples.NOW).publicText());

        private final String key;
        private final String other;

        Kind(String key, String other) {
            this.key = key;
            this.other = other;
        }
    }

    /**
     * A language with what it takes to run its code.
     *
     * @param folder that of its receiver in {@code examples/receive}
     * @param files those with the code, one for each kind, in the order of the kinds
     * @param driver reads requests as lines, and prints of each whether the code takes it
     * @param command what runs it; the kind follows
     */
    record Language(
            String name, String folder, List<String> files, String driver, List<String> command) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void sendAll() throws IOException {
        try (RawServer server =
                        RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                HttpAttemptSender sender =
                        new HttpAttemptSender(Samples.settings(), InstantSource.system())) {
            for (String body : BODIES) {
                sender.send(
                        Samples.delivery(Payload.of(body.getBytes(UTF_8)), Optional.empty()),
                        Samples.endpoint(server.url(), Map.of(), List.of(Samples.SECRET, OLDER))
                                .withSigningKeys(
                                        List.of(SigningKey.random(Samples.NOW.plusMillis(1)), PAIR),
                                        Samples.NOW));
            }
            received = List.copyOf(server.requests());
        }
    }

    static Stream<Arguments> languages() {
        return Stream.of(
                        new Language(
                                "node",
                                "node/",
                                List.of("standard.cjs", "simple.cjs", "public-key.cjs"),
                                "driver.cjs",
                                List.of("node", "driver.cjs")),
                        new Language(
                                "python",
                                "python/",
                                List.of("standard.py", "simple.py", "public_key.py"),
                                "driver.py",
                                List.of("python3", "driver.py")),
                        new Language(
                                "java",
                                "java/src/main/java/com/example/",
                                List.of(
                                        "StandardSignature.java",
                                        "SimpleSignature.java",
                                        "PublicKeySignature.java"),
                                "Driver.java",
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "com/example/Driver.java")),
                        new Language(
                                "go",
                                "go/",
                                List.of("standard.go", "simple.go", "public_key.go"),
                                "driver.go",
                                List.of(
                                        "go",
                                        "run",
                                        "driver.go",
                                        "standard.go",
                                        "simple.go",
                                        "public_key.go")),
                        new Language(
                                "php",
                                "php/",
                                List.of("standard.php", "simple.php"),
                                "driver.php",
                                List.of("php", "driver.php")),
                        new Language(
                                "ruby",
                                "ruby/",
                                List.of("standard.rb", "simple.rb"),
                                "driver.rb",
                                List.of("ruby", "driver.rb")))
                .flatMap(language ->
                        Stream.of(Kind.values())
                                .limit(language.files().size())
                                .map(kind -> Arguments.of(language, kind)));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void takesWhatIsGenuineAndRefusesWhatWasChanged(Language language, Kind kind) throws Exception {
        List<String> verdicts = verdicts(language, kind).subList(0, SENT);

        assertThat(verdicts).containsExactly("true", "false", "false", "true", "false", "false");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void refusesWhatIsMissingOrOld(Language language, Kind kind) throws Exception {
        List<String> all = verdicts(language, kind);
        List<String> verdicts = all.subList(SENT, all.size());

        assertThat(verdicts).containsExactly("false", "false");
    }

    /** Those on what was sent, on each as it came, changed, and by another key; then the others. */
    private static List<String> verdicts(Language language, Kind kind) throws Exception {
        Code code = new Code(language, kind);
        List<String> known = VERDICTS.get(code);
        if (known != null) {
            return known;
        }
        List<String> lines = new ArrayList<>();
        for (RawServer.Received request : received) {
            lines.add(line(request, request.body(), kind, kind.key));
            lines.add(line(request, request.body() + " ", kind, kind.key));
            lines.add(line(request, request.body(), kind, kind.other));
        }
        String body = Base64.getEncoder().encodeToString("{}".getBytes(UTF_8));
        lines.add(String.join("\t", body, "evt_1", "1", "v1,AAAA v1a,AAAA", "sha256=", kind.key));
        lines.add(String.join("\t", body, "evt_1", "soon", "x", "x", kind.key));
        Path folder = Files.createDirectory(folders.resolve(language + "-" + kind));
        List<String> verdicts = run(language, kind, folder, lines);
        assertThat(verdicts).hasSameSizeAs(lines);
        VERDICTS.put(code, verdicts);
        return verdicts;
    }

    private static String line(RawServer.Received request, String body, Kind kind, String secret) {
        assertThat(request.header("webhook-signature")).contains(" ");
        return String.join(
                "\t",
                Base64.getEncoder().encodeToString(body.getBytes(UTF_8)),
                request.header("webhook-id"),
                request.header("webhook-timestamp"),
                kind == Kind.SIMPLE ? "-" : request.header("webhook-signature"),
                request.header("X-MGA-Signature"),
                secret);
    }

    private static List<String> run(Language language, Kind kind, Path folder, List<String> lines)
            throws Exception {
        assumeTrue(
                isInstalled(language.command().getFirst()),
                language.command().getFirst() + " is not installed");
        // Java looks for classes in the folder of their package.
        Path code =
                Files.createDirectories(
                        folder.resolve(language.name().equals("java") ? "com/example" : ""));
        for (String file : language.files()) {
            copy("/console/verify/" + language.folder() + file, code.resolve(file));
        }
        copy("verify/" + language.driver(), code.resolve(language.driver()));
        Path in = folder.resolve("requests");
        Files.write(in, lines);
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(language.command());
        command.add(kind.name());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GOTOOLCHAIN", "local");
        builder.environment().put("GOFLAGS", "-mod=mod");
        assertThat(builder.start().waitFor()).isZero();
        return Files.readAllLines(out);
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream content = VerificationCodeIT.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(content, resource), file);
        }
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, program.equals("go") ? "version" : "--version")
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
