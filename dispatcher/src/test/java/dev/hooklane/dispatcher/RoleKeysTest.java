package dev.hooklane.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InvalidConfigException;
import dev.hooklane.config.Role;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.SecretKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoleKeysTest {
    private final DerivedKeys keys = DerivedKeys.of(SecretKeys.generate());

    @Test
    void onlyTheControlPlaneGetsTheKeysOfSessionsAndLinks() {
        assertThat(RoleKeys.of(List.of(Role.DELIVERY)))
                .containsExactly(KeyPurpose.ENDPOINTS, KeyPurpose.OWN_EVENTS, KeyPurpose.LISTENERS);
        assertThat(RoleKeys.of(List.of(Role.FAN_OUT)))
                .containsExactly(KeyPurpose.TEST_EVENTS, KeyPurpose.OWN_EVENTS);
        assertThat(RoleKeys.of(List.of(Role.FAN_OUT, Role.DELIVERY)))
                .doesNotContain(KeyPurpose.SESSIONS, KeyPurpose.PORTAL_LINKS, KeyPurpose.PEERS);
        assertThat(RoleKeys.of(List.of(Role.CONTROL_PLANE))).contains(KeyPurpose.values());
    }

    @Test
    void anInstanceThatOnlyDeliversStartsWithTheDerivedKeysAndWithoutTheApisKey() {
        HooklaneConfig config =
                read("delivery", keys.only(RoleKeys.of(List.of(Role.DELIVERY))), Map.of());

        assertThatCode(() -> RoleKeys.check(config.roles(), config.secrets().inClear()))
                .doesNotThrowAnyException();
        assertThat(config.api().key()).isEmpty();
    }

    @Test
    void aRoleWhoseKeysAreMissingIsRefusedWithTheCommandThatPrintsThem() {
        HooklaneConfig config =
                read(
                        "delivery,control-plane",
                        keys.only(List.of(KeyPurpose.ENDPOINTS)),
                        Map.of("api.key", "an-operator-key-of-31-characters"));

        assertThatThrownBy(() -> RoleKeys.check(config.roles(), config.secrets().inClear()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("secrets.key has no key for sessions")
                .hasMessageContaining("hooklane secrets derive --for control-plane,delivery");
    }

    @Test
    void theControlPlaneStillNeedsTheApisKey() {
        assertThatThrownBy(() -> read("control-plane", "{}", Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("api.key is missing");
    }

    @Test
    void whatHoldsNoKeysIsRefused() {
        HooklaneConfig config = read("delivery", "nothing", Map.of());

        assertThatThrownBy(() -> RoleKeys.check(config.roles(), config.secrets().inClear()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("no Tink keyset");
    }

    private static HooklaneConfig read(String roles, String key, Map<String, String> more) {
        return ConfigReader.read(
                "kafka: {bootstrap.servers: localhost:9092}\nroles: [%s]".formatted(roles),
                Map.of("HOOKLANE_SECRETS_KEY", key),
                more);
    }
}
