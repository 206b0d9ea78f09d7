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

    /** What the code checks: one header, Standard Webhooks by secret, or by public key. */
    enum Kind {
        SIMPLE("", Samples.SECRET.text(), "whsec_" + "A".repeat(43) + "="),
        STANDARD("standard/", Samples.SECRET.text(), "whsec_" + "A".repeat(43) + "="),
        PUBLIC_KEY("public-key/", PAIR.publicText(), SigningKey.random(Samples.NOW).publicText());

        private final String folder;
        private final String key;
        private final String other;

        Kind(String folder, String key, String other) {
            this.folder = folder;
            this.key = key;
            this.other = other;
        }
    }

    /**
     * A language with what it takes to run its code.
     *
     * @param driver reads requests as lines, and prints of each whether the code takes it
     */
    record Language(
            String name, String file, String driver, String driverFile, List<String> command) {
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
                        new Language("node", "node.cjs", NODE, "driver.cjs", List.of("node")),
                        new Language(
                                "python", "python.py", PYTHON, "driver.py", List.of("python3")),
                        new Language(
                                "java",
                                "Signatures.java",
                                JAVA,
                                "Driver.java",
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString())),
                        new Language(
                                "go",
                                "signatures.go",
                                GO,
                                "driver.go",
                                List.of("go", "run", "signatures.go")))
                .flatMap(language ->
                        Stream.of(Kind.values()).map(kind -> Arguments.of(language, kind)));
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
        boolean standard = kind != Kind.SIMPLE;
        assumeTrue(
                isInstalled(language.command().getFirst()),
                language.command().getFirst() + " is not installed");
        String resource = "/console/verify/" + kind.folder + language.file();
        try (InputStream code = VerificationCodeIT.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(code), folder.resolve(language.file()));
        }
        Files.writeString(
                folder.resolve(language.driverFile()),
                language.driver()
                        .replace("//standard ", standard ? "" : "//")
                        .replace("#standard ", standard ? "" : "#")
                        .replace("//simple ", standard ? "//" : "")
                        .replace("#simple ", standard ? "#" : ""));
        Path in = folder.resolve("requests");
        Files.write(in, lines);
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(language.command());
        command.add(language.driverFile());
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

    private static final String NODE =
            """
            const { isGenuine } = require('./node.cjs');
            for (const line of require('fs').readFileSync(0, 'utf8').trim().split('\\n')) {
              const [body, id, time, signatures, signature, secret] = line.split('\\t');
              const raw = Buffer.from(body, 'base64');
              const headers = { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures };
              //standard console.log(isGenuine(raw, headers, secret));
              //simple console.log(isGenuine(raw, signature, secret));
            }
            """;

    private static final String PYTHON =
            """
            import base64, sys
            from python import is_genuine
            for line in sys.stdin:
                body, id, time, signatures, signature, secret = line.strip().split('\\t')
                raw = base64.b64decode(body)
                headers = {'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures}
                #standard ok = is_genuine(raw, headers, secret)
                #simple ok = is_genuine(raw, signature, secret)
                print('true' if ok else 'false')
            """;

    private static final String JAVA =
            """
            import java.util.Base64;
            import java.util.Scanner;
            class Driver {
                public static void main(String[] arguments) throws Exception {
                    Scanner lines = new Scanner(System.in);
                    while (lines.hasNextLine()) {
                        String[] part = lines.nextLine().split("\\t");
                        byte[] raw = Base64.getDecoder().decode(part[0]);
                        //standard System.out.println(Signatures.isGenuine(raw, part[1], part[2], part[3], part[5]));
                        //simple System.out.println(Signatures.isGenuine(raw, part[4], part[5]));
                    }
                }
            }
            """;

    private static final String GO =
            """
            package main

            import (
            	"bufio"
            	"encoding/base64"
            	"fmt"
            	"net/http"
            	"os"
            	"strings"
            )

            func main() {
            	lines := bufio.NewScanner(os.Stdin)
            	for lines.Scan() {
            		part := strings.Split(lines.Text(), "\\t")
            		raw, _ := base64.StdEncoding.DecodeString(part[0])
            		headers := http.Header{}
            		headers.Set("webhook-id", part[1])
            		headers.Set("webhook-timestamp", part[2])
            		headers.Set("webhook-signature", part[3])
            		//standard fmt.Println(isGenuine(raw, headers, part[5]))
            		//simple fmt.Println(isGenuine(raw, part[4], part[5]))
            	}
            }
            """;
}
