package dev.hooklane.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import dev.hooklane.console.help.Symptom;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The guide for customers, as a page and as a document. */
class GuideIT {
    private static final Pattern INNER_LINK = Pattern.compile("href=\"#([^\"]+)\"");
    private static final Pattern PICTURE = Pattern.compile("<img src=\"(/assets/[^\"]+\\.png)\"");

    private final ConsoleServer server = new ConsoleServer(Map.of());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everybodyMayReadItInTheFrameIfTheyAreSignedIn() throws Exception {
        Reader reader = server.reader();
        Shown stranger = reader.open("/docs");
        reader.signIn(ConsoleServer.KEY);
        Shown known = reader.open("/docs");

        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.text())
                .contains("<h2 id=\"verify-requests\">", "href=\"/sign-in\"")
                .doesNotContain("aria-label=\"Pages\"");
        assertThat(known.text()).contains("aria-label=\"Pages\"", "aria-current=\"page\"");
        assertThat(stranger.header("content-security-policy")).doesNotContain("unsafe");
        assertThat(server.reader().open("/").status()).isNotEqualTo(500);
    }

    @Test
    void everyLinkWithinItLeadsSomewhere() throws Exception {
        String page = server.reader().open("/docs").text();
        List<String> lost = new ArrayList<>();
        Matcher links = INNER_LINK.matcher(page);
        int count = 0;
        while (links.find()) {
            count++;
            if (!page.contains("id=\"" + links.group(1) + "\"")) {
                lost.add(links.group(1));
            }
        }

        assertThat(lost).isEmpty();
        assertThat(count).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource(Symptom.class)
    void everySymptomHasASection(Symptom symptom) throws Exception {
        assertThat(server.reader().open("/docs").text())
                .contains("<h3 id=\"%s\">%s".formatted(symptom.anchor(), symptom.label()));
    }

    @Test
    void itsPicturesAreThere() throws Exception {
        Reader reader = server.reader();
        String page = reader.open("/docs").text();
        Matcher pictures = PICTURE.matcher(page);
        int count = 0;
        while (pictures.find()) {
            Shown picture = reader.open(pictures.group(1));
            assertThat(picture.status()).as(pictures.group(1)).isEqualTo(200);
            assertThat(picture.header("content-type")).isEqualTo("image/png");
            count++;
        }

        assertThat(count).isEqualTo(4);
        assertThat(page).doesNotContain("src=\"pictures/");
    }

    /** The files are those that another test runs over real requests. */
    @ParameterizedTest
    @CsvSource({
        "js, node/standard.cjs",
        "js, node/simple.cjs",
        "js, node/public-key.cjs",
        "python, python/standard.py",
        "python, python/simple.py",
        "python, python/public_key.py",
        "java, java/src/main/java/com/example/StandardSignature.java",
        "java, java/src/main/java/com/example/SimpleSignature.java",
        "java, java/src/main/java/com/example/PublicKeySignature.java",
        "go, go/standard.go",
        "go, go/simple.go",
        "go, go/public_key.go",
        "php, php/standard.php",
        "php, php/simple.php",
        "ruby, ruby/standard.rb",
        "ruby, ruby/simple.rb",
        "csharp, csharp/StandardSignature.cs",
        "csharp, csharp/SimpleSignature.cs"
    })
    void itsCodeIsTheCodeThatIsTested(String language, String file) throws Exception {
        assertThat(resource("/console/guide/WEBHOOKS.md"))
                .contains(
                        "```%s\n%s```\n".formatted(language, resource("/console/verify/" + file)));
    }

    @Test
    void theHeaderIsNamedAsItIsHere() throws Exception {
        try (ConsoleServer other =
                new ConsoleServer(
                        Map.of(
                                "delivery.signature-header", "X-Shop-Signature",
                                "delivery.signature-prefix", "v0="))) {
            assertThat(other.reader().open("/docs").text())
                    .contains("X-Shop-Signature: v0=")
                    .doesNotContain("X-MGA-Signature", "sha256=");
        }
    }

    @Test
    void theHeadersBeginAsTheyDoHere() throws Exception {
        try (ConsoleServer other = new ConsoleServer(Map.of("delivery.header-prefix", "X-Acme-"))) {
            assertThat(other.reader().open("/docs").text())
                    .contains("X-Acme-Signature: sha256=", "X-Acme-Event", "X-Acme-Attempt")
                    .doesNotContain("X-MGA-");
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = GuideIT.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        }
    }
}
