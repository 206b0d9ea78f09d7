package dev.hooklane.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteLinesTest {
    @Test
    void cutsLinesAtLineFeedsAndKeepsTheirBytes() throws IOException {
        byte[] text = "aü\n\nb\r\nc".getBytes(ISO_8859_1);

        List<String> lines = new ArrayList<>();
        ByteLines in = new ByteLines(new ByteArrayInputStream(text));
        for (Optional<byte[]> line = in.next(); line.isPresent(); line = in.next()) {
            lines.add(new String(line.get(), ISO_8859_1));
        }

        assertThat(lines).containsExactly("aü", "", "b\r", "c");
    }

    @Test
    void textIsUtf8OrRefused() {
        assertThat(ByteLines.utf8("grüß".getBytes(UTF_8))).isEqualTo("grüß");
        assertThatThrownBy(() -> ByteLines.utf8("grüß".getBytes(ISO_8859_1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not UTF-8");
    }
}
