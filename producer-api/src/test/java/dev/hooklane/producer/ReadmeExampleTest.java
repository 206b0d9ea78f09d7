package dev.hooklane.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the example of the module's README as a reader would. */
class ReadmeExampleTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    @TempDir Path folder;

    @Test
    void theExampleCompilesWithoutWarnings() throws IOException {
        List<String> examples =
                JAVA_BLOCK
                        .matcher(Files.readString(Path.of("README.md"), UTF_8))
                        .results()
                        .map((MatchResult block) -> block.group(1))
                        .toList();
        // The second is for Quarkus, and needs its classes.
        assertThat(examples).hasSize(2);

        assertThat(compilerOutput(examples.get(0))).isEmpty();
        assertThat(folder.resolve("Example.class")).exists();
    }

    private String compilerOutput(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Example.java"), source, UTF_8);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        List<String> options =
                List.of(
                        "-d",
                        folder.toString(),
                        "-proc:none",
                        "-Xlint:all,-classfile,-path",
                        "-classpath",
                        System.getProperty("java.class.path"));
        compiler.getTask(output, null, null, options, null, compilerFiles(compiler, file)).call();
        return output.toString();
    }

    private static Iterable<? extends JavaFileObject> compilerFiles(
            JavaCompiler compiler, Path file) {
        return compiler.getStandardFileManager(null, null, UTF_8).getJavaFileObjects(file);
    }
}
