package dev.hooklane.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretTextTest {
    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"-", "file"})
    void theWholeTextIsRead(String file) throws IOException {
        assertThat(whole(file, "grüße\n".getBytes(UTF_8))).isEqualTo("grüße\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "file"})
    void aTextThatIsNotUtf8IsRefused(String file) {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> whole(file, "grüße".getBytes(ISO_8859_1)))
                .withMessage("file %s is not UTF-8", file);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> whole("no-such", new byte[0]))
                .withMessage("file no-such can't be read");
    }

    private String whole(String file, byte[] bytes) throws IOException {
        Files.write(folder.resolve("file"), bytes);
        return SecretText.whole(
                new CommandContext(Map.of(), folder, new ByteArrayInputStream(bytes), false), file);
    }
}
