package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A malformed name is refused, also after a body with the name that Jackson takes it for. */
class KnownNamesTest {
    private static final String NOT_UTF8 = "the body is not JSON: its text is not UTF-8";

    @Test
    void aFieldWithAMalformedNameIsRefused() {
        reads(() -> fields("{\"filter\":1}"));

        refused(() -> fields("{\"filt\u00ffer\":1}"), NOT_UTF8);
    }

    @Test
    void aFieldInsideOfAnotherWithAMalformedNameIsRefused() {
        reads(() -> fields("{\"filter\":{\"account\":1}}"));

        refused(() -> fields("{\"filter\":{\"acco\u00ffunt\":1}}"), NOT_UTF8);
    }

    @Test
    void anEventWithAMalformedNameIsRefused() {
        reads(() -> EventBody.read(bytes("{\"account\":\"a\"}")));

        refused(() -> EventBody.read(bytes("{\"acco\u00ffunt\":\"a\"}")), NOT_UTF8);
    }

    @Test
    void aBatchWithAMalformedNameIsRefused() {
        reads(() -> EventBatch.read(bytes("{\"events\":[1]}")));

        refused(
                () -> EventBatch.read(bytes("{\"even\u00ffts\":[1]}")),
                "field 'even\ufffdts' is unknown here; the fields are events");
        refused(
                () -> EventBatch.read(bytes("{\"events\":[1],\"even\u00ffts\":[1]}")),
                "field 'even\ufffdts' is unknown here; the fields are events");
    }

    private static JsonFields fields(String body) {
        return JsonFields.read(bytes(body), Set.of("filter"));
    }

    private static byte[] bytes(String body) {
        return body.getBytes(ISO_8859_1);
    }

    private static void reads(ThrowingCallable reading) {
        assertThatNoException().isThrownBy(reading);
    }

    private static void refused(ThrowingCallable reading, String detail) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(reading)
                .extracting(e -> e.problem().detail())
                .isEqualTo(detail);
    }
}
