package dev.hooklane.spring.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the service and its test of the starter's README as a reader would. */
class ReadmeExamplesTest {
    private static final Path README = Path.of("..", "hooklane-spring-boot-starter", "README.md");
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

    @TempDir Path folder;

    @Test
    void theServiceAndItsTestCompile() throws IOException {
        List<Path> files = new ArrayList<>();
        for (MatchResult block :
                JAVA_BLOCK.matcher(Files.readString(README, UTF_8)).results().toList()) {
            Matcher name = CLASS.matcher(block.group(1));
            assertThat(name.find()).isTrue();
            files.add(
                    Files.writeString(
                            folder.resolve(name.group(1) + ".java"), block.group(1), UTF_8));
        }

        assertThat(compilerOutput(files)).isEmpty();
        assertThat(folder.resolve("Conversations.class")).exists();
        assertThat(folder.resolve("ConversationsTest.class")).exists();
    }

    private String compilerOutput(List<Path> files) {
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
        compiler.getTask(
                        output,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, UTF_8)
                                .getJavaFileObjectsFromPaths(files))
                .call();
        return output.toString();
    }
}
