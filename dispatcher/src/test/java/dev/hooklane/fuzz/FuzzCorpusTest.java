package dev.hooklane.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input that fuzzing kept still passes, and takes no time worth naming. */
final class FuzzCorpusTest {
    private static final Path CORPORA = Path.of("src/test/corpus");
    private static final Path SOURCES = Path.of("src/test/java");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    static List<Corpus> corpora() throws IOException {
        return Corpus.in(CORPORA);
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void everyKeptInputPasses(Corpus corpus) throws Throwable {
        Class<?> target = Class.forName(corpus.target());
        MethodHandle method =
                MethodHandles.privateLookupIn(target, MethodHandles.lookup())
                        .findStatic(
                                target,
                                "fuzzerTestOneInput",
                                MethodType.methodType(void.class, byte[].class));
        List<byte[]> inputs = corpus.inputs();

        assertThat(inputs).isNotEmpty();
        for (byte[] input : inputs) {
            assertTimeout(
                    LIMIT,
                    () -> {
                        method.invokeExact(input);
                    },
                    () -> Base64.getEncoder().encodeToString(input));
        }
    }

    @Test
    void everyTargetHasACorpus() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            Set<String> targets =
                    sources.map(source -> SOURCES.relativize(source).toString())
                            .filter(source -> source.endsWith("Fuzz.java"))
                            .map(source -> source.replace(".java", "").replace('/', '.'))
                            .collect(Collectors.toSet());

            assertThat(corpora()).extracting(Corpus::target).hasSameElementsAs(targets);
        }
    }
}
