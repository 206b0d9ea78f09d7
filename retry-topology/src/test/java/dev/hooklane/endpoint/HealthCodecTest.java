package dev.hooklane.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthCodecTest {
    private static final EndpointId ID = new EndpointId("ep_0123456789abcdef");

    @Test
    void healthSurvivesItsRecord() {
        for (EndpointHealth health :
                List.of(
                        new EndpointHealth.Failing(
                                Endpoints.NOW, Endpoints.NOW.minusNanos(7), true),
                        new EndpointHealth.Failing(Endpoints.NOW, Endpoints.NOW, false),
                        new EndpointHealth.Failing(
                                Endpoints.NOW,
                                Endpoints.NOW,
                                true,
                                new FailureTally(
                                        Duration.ofHours(7),
                                        Endpoints.NOW.plusSeconds(3),
                                        12,
                                        "dlv_1",
                                        true)),
                        new EndpointHealth.Disabled(Endpoints.NOW, "it is gone", Endpoints.NOW))) {
            assertThat(HealthCodec.read(HealthCodec.write(health))).isEqualTo(health);
        }
    }

    @Test
    void aRecordOfAnEarlierReleaseSaysWhenTheFailuresBegan() {
        String before =
                "{\"v\":1,\"of\":\"%s\",\"failingSince\":\"%s\",\"told\":true}"
                        .formatted(Endpoints.NOW, Endpoints.NOW);

        assertThat(HealthCodec.read(before.getBytes(UTF_8)))
                .isEqualTo(new EndpointHealth.Failing(Endpoints.NOW, Endpoints.NOW, true));
    }

    @Test
    void itsKeyIsTheEndpointsAndNoEndpointsKey() {
        byte[] key = HealthCodec.key(Endpoints.ACCOUNT, ID);

        assertThat(new String(key, UTF_8)).isEqualTo("acct_1/ep_0123456789abcdef/health");
        assertThat(HealthCodec.isKey(key)).isTrue();
        assertThat(HealthCodec.endpointOf(key)).isEqualTo(ID);
        assertThat(HealthCodec.isKey(EndpointCodec.key(Endpoints.ACCOUNT, ID))).isFalse();
    }

    @Test
    void aLaterVersionIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthCodec.read("{\"v\":2}".getBytes(UTF_8)))
                .withMessage("endpoint's health record has version 2; this release reads 1");
    }
}
