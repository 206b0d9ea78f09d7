package dev.hooklane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiverSettingsTest {

    private static final ReceiverSettings SETTINGS = ReceiverSettings.onPort(0);

    @Test
    void badValuesAreNamedWithTheirLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReceiverSettings.onPort(65_536))
                .withMessage("receiver: port 65536 is not in 0..65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withFailRate(1.5))
                .withMessage("receiver: fail rate 1.5 is not in 0..1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withFailRate(Double.NaN))
                .withMessage("receiver: fail rate NaN is not in 0..1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withDelay(Duration.ofSeconds(-1)))
                .withMessage("receiver: delay PT-1S is negative");
    }

    @Test
    void secretsAreNeverShown() {
        assertThat(SETTINGS.withSecrets(List.of("whsec_aHVudGVyMg==")).toString())
                .contains("secrets=set")
                .doesNotContain("aHVudGVyMg");
    }
}
