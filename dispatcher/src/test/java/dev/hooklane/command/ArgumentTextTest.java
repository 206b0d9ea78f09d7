package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentTextTest {
    @ParameterizedTest
    @CsvSource({"UTF-8, plain", "utf-8, grüß", "ANSI_X3.4-1968, plain", "ISO-8859-1, a?b"})
    void whatWasReadAsItWasTypedPasses(String encoding, String argument) {
        assertThat(ArgumentText.problem(List.of("publish", argument), encoding)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, gr\ufffd, it is not UTF-8",
        "ANSI_X3.4-1968, gr\ufffd\ufffd, the locale's encoding is ANSI_X3.4-1968",
        "ISO-8859-1, grÃ¼, the locale's encoding is ISO-8859-1"
    })
    void whatMayBeChangedTextIsRefused(String encoding, String argument, String words) {
        assertThat(ArgumentText.problem(List.of("publish", argument), encoding))
                .hasValueSatisfying(problem ->
                        assertThat(problem)
                                .startsWith("argument 2 can't be read as it was typed")
                                .contains(words));
    }
}
