package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PayloadTest {

    @Test
    void payloadsOfTheSameBytesAreEqual() {
        assertThat(Payload.of("{}".getBytes(UTF_8)))
                .isEqualTo(Payload.of("{}".getBytes(UTF_8)))
                .hasSameHashCodeAs(Payload.of("{}".getBytes(UTF_8)))
                .isNotEqualTo(Payload.of("[]".getBytes(UTF_8)));
    }

    @Test
    void thePayloadIsNeverPrinted() {
        Event event = Event.builder("bot.updated").dataJson("{\"secret\":1}").build();

        assertThat(event.toString())
                .doesNotContain("secret")
                .contains(event.id().value(), "bytes]");
    }

    @Test
    void anEmptyPayloadIsRefused() {
        assertThatThrownBy(() -> Payload.of(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
