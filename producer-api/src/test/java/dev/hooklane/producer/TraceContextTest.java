package dev.hooklane.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACEPARENT =
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aW3cTraceContextIsAccepted() {
        assertThat(TraceContext.of(TRACEPARENT, "a=1,b=2").tracestate()).contains("a=1,b=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-x",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
                "x\r\ny"
            })
    void anotherTraceparentIsRefused(String traceparent) {
        assertThatThrownBy(() -> TraceContext.of(traceparent))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatARequestCameWithGoesOn() {
        assertThat(TraceContext.received(TRACEPARENT, Optional.of("a=1")))
                .contains(TraceContext.of(TRACEPARENT, "a=1"));
        assertThat(TraceContext.received(TRACEPARENT, Optional.of("é")))
                .contains(TraceContext.of(TRACEPARENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-and-more"})
    void aLaterVersionGoesOnAsVersion00(String more) {
        String later = "cc" + TRACEPARENT.substring(2, 53) + "ff" + more;

        assertThat(TraceContext.received(later, Optional.empty()))
                .contains(TraceContext.of(TRACEPARENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-x",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more"
            })
    void aRequestWithAnotherTraceparentHasNoTrace(String traceparent) {
        assertThat(TraceContext.received(traceparent, Optional.of("a=1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1\r\nb=2", "é"})
    void aTracestateThatNoHeaderCanHoldIsRefused(String tracestate) {
        assertThatThrownBy(() -> TraceContext.of(TRACEPARENT, tracestate))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
