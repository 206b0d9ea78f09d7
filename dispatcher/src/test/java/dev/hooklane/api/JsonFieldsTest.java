package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void aBodyInAnotherUnicodeIsRefused(String charset) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("{\"filter\":1}", charset))
                .extracting(e -> e.problem().detail())
                .asString()
                .startsWith("the body is not JSON: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"filter\":1}", "\ufeff{\"filter\":1}"})
    void aByteOrderMarkIsSkipped(String body) {
        assertThat(read(body, "UTF-8").wholeNumber("filter")).isOne();
    }

    private static JsonFields read(String body, String charset) {
        return JsonFields.read(body.getBytes(Charset.forName(charset)), Set.of("filter"));
    }
}
