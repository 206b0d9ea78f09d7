package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BeginningTest {
    @Test
    void aTextIsCut() {
        assertThat(Beginning.of("abc", 3)).isEqualTo("abc");
        assertThat(Beginning.of("abcd", 3)).isEqualTo("abc");
    }

    /** An answer in UTF-8 could not have it. */
    @Test
    void halfAPairIsAQuestionMark() {
        assertThat(Beginning.of("ab\ud83d\ude00", 3)).isEqualTo("ab?");
        assertThat(Beginning.of("a\ude00b", 3)).isEqualTo("a?b");
        assertThat(Beginning.of("ab\ud83d\ude00", 4)).isEqualTo("ab\ud83d\ude00");
    }

    @Test
    void theFirstHeadersByNameAreShownAsFarAsThereIsRoom() {
        Map<String, String> headers = Map.of("c", "3", "b", "222222", "a", "1");

        assertThat(Beginning.of(headers, 20)).containsExactlyEntriesOf(new TreeMap<>(headers));
        assertThat(Beginning.of(headers, 5)).hasToString("{a=1, b=22}");
        assertThat(Beginning.of(headers, 2)).hasToString("{a=1}");
    }
}
