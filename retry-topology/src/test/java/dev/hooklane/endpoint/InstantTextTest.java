package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@link Instant#parse}. */
final class InstantTextTest {
    @Test
    void whateverAnInstantWritesIsReadAsThatInstant() {
        long seed = 20261130;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(-62_000_000_000L, 253_000_000_000L),
                            switch (i % 4) {
                                case 0 -> 0;
                                case 1 -> random.nextInt(1_000) * 1_000_000L;
                                case 2 -> random.nextInt(1_000_000) * 1_000L;
                                default -> random.nextInt(1_000_000_000);
                            });

            assertThat(InstantText.read(instant.toString())).as("seed %d", seed).isEqualTo(instant);
        }
    }

    @Test
    void aTextWithAnyCharacterChangedIsReadAsTheFormatterReadsIt() {
        String text = "2026-01-15T10:30:59.123456Z";
        List<String> others = List.of("0", "5", "9", ".", ":", "-", "+", "T", "Z", "z", " ", "٣");
        for (int at = 0; at < text.length(); at++) {
            for (String other : others) {
                agrees(text.substring(0, at) + other + text.substring(at + 1));
                agrees(text.substring(0, at) + other + text.substring(at));
            }
            agrees(text.substring(0, at) + text.substring(at + 1));
            agrees(text.substring(0, at));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z",
                "2024-02-29T00:00:00Z",
                "2026-06-30T24:00:00Z",
                "2026-06-30T23:59:60Z",
                "2026-06-30T10:60:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-15T10:30:00.Z",
                "2026-01-15T10:30:00.1234567891Z",
                "2026-01-15T10:30:00+01:00",
                "2026-01-15T10:30Z",
                "+12026-01-15T10:30:00Z",
                "-0001-01-15T10:30:00Z",
                "0000-01-01T00:00:00Z"
            })
    void rareFormsAreReadAsTheFormatterReadsThem(String text) {
        agrees(text);
    }

    private static void agrees(String text) {
        assertThat(read(() -> InstantText.read(text)))
                .as(text)
                .isEqualTo(read(() -> Instant.parse(text)));
    }

    private static Optional<Instant> read(Supplier<Instant> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
