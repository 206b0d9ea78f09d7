package dev.hooklane.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class YamlTextTest {
    private static final String EMOJI = "\uD83D\uDE00";

    @Test
    void itDoesNotMatterWhereInADocumentAnEmojiIs() {
        YAMLMapper yaml = new YAMLMapper();
        for (int before = 0; before < 2_100; before++) {
            String value = "a".repeat(before) + EMOJI + "b";

            assertThat(yaml.readTree(new YamlText("a: " + value)).path("a").asString())
                    .isEqualTo(value);
        }
    }

    @Test
    void aTextIsReadWholeInPiecesOfAnySize() throws IOException {
        String text = "a" + EMOJI + EMOJI + "\uD83D";
        for (int size = 1; size < 8; size++) {
            YamlText reader = new YamlText(text);
            StringBuilder read = new StringBuilder();
            char[] piece = new char[size];
            for (int n = reader.read(piece); n >= 0; n = reader.read(piece)) {
                read.append(piece, 0, n);
            }

            assertThat(read).hasToString(text);
        }
    }
}
