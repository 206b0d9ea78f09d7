package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BeginAtTest {
    @Test
    void aWordOrATimeSaysWhereToBegin() {
        assertThat(BeginAt.parse("refuse")).isEqualTo(new BeginAt.Refuse());
        assertThat(BeginAt.parse("earliest")).isEqualTo(new BeginAt.Earliest());
        assertThat(BeginAt.parse("latest")).isEqualTo(new BeginAt.Latest());
        assertThat(BeginAt.parse("2026-01-31T06:00:00Z"))
                .isEqualTo(new BeginAt.Since(Instant.parse("2026-01-31T06:00:00Z")));
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> BeginAt.parse("yesterday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neither such a word nor a time");
    }
}
