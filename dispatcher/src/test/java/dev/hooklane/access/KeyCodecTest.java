package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyCodecTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    @Test
    void aKeyIsReadAsItWasWrittenAndHoldsNoText() {
        ApiKey.Made made = made(KeyRole.PUBLISHER, Optional.of(new AccountId("acct_1")));
        byte[] record = KeyCodec.write(made.key().revoked(NOW));

        assertThat(KeyCodec.read(record)).isEqualTo(made.key().revoked(NOW));
        assertThat(new String(record, UTF_8))
                .doesNotContain(made.text().value())
                .doesNotContain(made.text().value().substring(21));
        assertThat(made.text().toString()).doesNotContain(made.text().value().substring(21));
    }

    @Test
    void aKeyWithoutLimitsIsReadAsItWasWritten() {
        ApiKey key = made(KeyRole.OPERATOR, Optional.empty()).key();

        assertThat(KeyCodec.read(KeyCodec.write(key))).isEqualTo(key);
    }

    @Test
    void aKeyThatAManifestMadeStaysItsOwnersWhenItIsRevoked() {
        ApiKey key = made(KeyRole.OPERATOR, Optional.empty()).key().ofOwner("shop-team");

        assertThat(KeyCodec.read(KeyCodec.write(key))).isEqualTo(key);
        assertThat(KeyCodec.read(KeyCodec.write(key.revoked(NOW))).owner()).hasValue("shop-team");
    }

    @Test
    void aRecordOfAnotherReleaseIsRefused() {
        assertThatThrownBy(() -> KeyCodec.read("{\"v\":2}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> KeyCodec.read("no json".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRemovedKeyIsForgotten() {
        KeyDirectory directory = new KeyDirectory();
        ApiKey key = made(KeyRole.OPERATOR, Optional.empty()).key();
        directory.follow(KeyCodec.key(key.id()), KeyCodec.write(key));
        directory.follow(KeyCodec.useKey(key.id()), KeyCodec.writeUse(NOW));
        assertThat(directory.find(key.id())).contains(key);
        assertThat(directory.lastUse(key.id())).contains(NOW);

        directory.follow(KeyCodec.key(key.id()), null);
        directory.follow(KeyCodec.useKey(key.id()), null);

        assertThat(directory.find(key.id())).isEmpty();
        assertThat(directory.lastUse(key.id())).isEmpty();
    }

    private static ApiKey.Made made(KeyRole role, Optional<AccountId> account) {
        return ApiKey.make(
                "ci",
                role,
                account,
                "somebody",
                NOW,
                Optional.of(NOW.plusSeconds(60)),
                new Random(1));
    }
}
