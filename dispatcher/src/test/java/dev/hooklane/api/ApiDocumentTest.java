package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ApiDocumentTest {
    @Test
    void noTextIsCutAtAComma() {
        assertThat(new ApiDocument().keysWithoutValue()).isEmpty();
    }
}
