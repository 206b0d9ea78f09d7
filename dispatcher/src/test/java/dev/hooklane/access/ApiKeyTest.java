package dev.hooklane.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ApiKeyTest {
    private static final Instant MADE = Instant.parse("2024-01-15T10:30:00Z");

    @Test
    void aKeyThatWasMadeForLongIsMissedInItsLastTwoWeeks() {
        ApiKey key = key(Optional.of(MADE.plus(Duration.ofDays(365))));

        assertThat(key.isExpiring(MADE.plus(Duration.ofDays(350)))).isFalse();
        assertThat(key.isExpiring(MADE.plus(Duration.ofDays(352)))).isTrue();
        assertThat(key.isExpiring(MADE.plus(Duration.ofDays(366)))).isFalse();
    }

    @Test
    void aKeyThatWasMadeForAFewDaysIsNot() {
        assertThat(key(Optional.of(MADE.plus(Duration.ofDays(7)))).isExpiring(MADE)).isFalse();
    }

    @Test
    void aKeyWithoutAnEndIsNot() {
        assertThat(key(Optional.empty()).isExpiring(MADE)).isFalse();
    }

    @Test
    void aKeyThatWasTakenBackIsNot() {
        ApiKey key = key(Optional.of(MADE.plus(Duration.ofDays(365))));
        Instant late = MADE.plus(Duration.ofDays(360));

        assertThat(key.revoked(late).isExpiring(late)).isFalse();
    }

    private static ApiKey key(Optional<Instant> expiresAt) {
        return ApiKey.make(
                        "billing",
                        KeyRole.OPERATOR,
                        Optional.empty(),
                        "somebody",
                        MADE,
                        expiresAt,
                        new Random(1))
                .key();
    }
}
