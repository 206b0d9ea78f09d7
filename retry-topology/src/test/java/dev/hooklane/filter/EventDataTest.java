package dev.hooklane.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventDataTest {
    @Test
    void numbersKeepTheirDigits() {
        assertThat(data("{\"data\":{\"n\":1.10000000000000000001}}").json().orElseThrow().path("n"))
                .hasToString("1.10000000000000000001");
    }

    /** Jackson takes the malformed name for the other one, once it has seen that. */
    @Test
    void aSampleWithAMalformedNameHasNoData() {
        assertThat(data("{\"sample\":1,\"data\":{}}").json()).isPresent();
        assertThat(data("{\"samp\u00ffle\":1,\"data\":{}}").json()).isEmpty();
    }

    private static EventData data(String json) {
        return new EventData(json.getBytes(ISO_8859_1));
    }
}
