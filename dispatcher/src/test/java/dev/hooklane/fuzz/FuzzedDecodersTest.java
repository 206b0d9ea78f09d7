package dev.hooklane.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No decoder is forgotten: those whose names tell what they are must be named by a target. */
final class FuzzedDecodersTest {
    private static final Path TARGETS = Path.of("src/test/java");
    private static final List<Path> SOURCES =
            List.of(
                    Path.of("src/main/java"),
                    Path.of("../retry-topology/src/main/java"),
                    Path.of("../producer-api/src/main/java"));

    /** Codecs read records, and drafts read bodies of requests. */
    private static final Pattern DECODER = Pattern.compile("[A-Za-z]+(Codec|Draft)\\.java");

    /** Those that targets reach by another one, which they name. */
    private static final Map<String, String> READ_BY =
            Map.of(
                    "AccessDraft", "EndpointDraft",
                    "AuthorizationDraft", "EndpointDraft",
                    "SignatureDraft", "EndpointDraft");

    @Test
    void everyDecoderIsNamedByATarget() throws IOException {
        Set<String> decoders = decoders();
        String targets = targets();

        assertThat(decoders).hasSizeGreaterThan(20);
        assertThat(decoders)
                .as("every decoder has a fuzz target; see docs/adr/0049")
                .allMatch(name -> names(targets, READ_BY.getOrDefault(name, name)));
    }

    @Test
    void everyExceptionIsStillOne() throws IOException {
        String targets = targets();

        assertThat(decoders()).containsAll(READ_BY.keySet());
        assertThat(READ_BY.keySet()).noneMatch(name -> names(targets, name));
    }

    private static boolean names(String targets, String decoder) {
        return Pattern.compile("\\b" + decoder + "\\b").matcher(targets).find();
    }

    private static Set<String> decoders() throws IOException {
        Set<String> decoders = new TreeSet<>();
        for (Path sources : SOURCES) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> DECODER.matcher(name).matches())
                        .map(name -> name.replace(".java", ""))
                        .forEach(decoders::add);
            }
        }
        return decoders;
    }

    private static String targets() throws IOException {
        try (Stream<Path> files = Files.walk(TARGETS)) {
            return files.filter(file -> file.toString().endsWith("Fuzz.java"))
                    .map(FuzzedDecodersTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
