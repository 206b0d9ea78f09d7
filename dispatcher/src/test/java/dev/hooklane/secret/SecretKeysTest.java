package dev.hooklane.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.endpoint.EndpointId;
import org.junit.jupiter.api.Test;

final class SecretKeysTest {
    private static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");

    private final SecretKeys first = SecretKeys.generate();
    private final SecretKeys added = first.withNewKey();
    private final SecretKeys promoted = added.withNewestPrimary();
    private final SecretKeys last = promoted.withoutOlderKeys();

    @Test
    void aNewKeyDecryptsAndDoesNotEncryptYet() {
        String sealed = cipher(added).seal(ENDPOINT, "secret");

        assertThat(added.size()).isEqualTo(2);
        assertThat(cipher(first).open(ENDPOINT, sealed)).isEqualTo("secret");
        assertThat(cipher(added).open(ENDPOINT, cipher(promoted).seal(ENDPOINT, "secret")))
                .isEqualTo("secret");
    }

    @Test
    void whatTheFormerKeySealedIsOpenedButNotCurrentOnceAnotherIsPromoted() {
        String sealed = cipher(first).seal(ENDPOINT, "secret");

        assertThat(cipher(added).isCurrent(sealed)).isTrue();
        assertThat(cipher(promoted).isCurrent(sealed)).isFalse();
        assertThat(cipher(promoted).open(ENDPOINT, sealed)).isEqualTo("secret");
        assertThat(cipher(promoted).isCurrent(cipher(promoted).seal(ENDPOINT, "secret"))).isTrue();
    }

    @Test
    void aRemovedKeyOpensNothingAndThePromotedOneDoes() {
        String former = cipher(first).seal(ENDPOINT, "secret");
        String current = cipher(promoted).seal(ENDPOINT, "secret");

        assertThat(cipher(last).open(ENDPOINT, current)).isEqualTo("secret");
        assertThatThrownBy(() -> cipher(last).open(ENDPOINT, former))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(last.size()).isEqualTo(1);
        assertThat(cipher(last).hasOtherKeys()).isFalse();
        assertThat(last.primaryId()).isEqualTo(promoted.primaryId());
    }

    @Test
    void aKeyThatIsStillToBePromotedIsNotRemovedWithTheOlderOnes() {
        SecretKeys waiting = promoted.withNewKey().withoutOlderKeys();

        assertThat(waiting.size()).isEqualTo(2);
        assertThat(waiting.primaryId()).isEqualTo(promoted.primaryId());
    }

    @Test
    void aStepOutOfTurnIsRefused() {
        assertThatThrownBy(first::withNewestPrimary)
                .hasMessageContaining(first.primaryId())
                .hasMessageContaining("add a new one first");
        assertThatThrownBy(added::withoutOlderKeys)
                .hasMessageContaining("no key older than " + added.primaryId());
    }

    @Test
    void itsTextShowsNoKey() {
        assertThat(first.toString()).hasSizeLessThan(60).contains(first.primaryId());
    }

    private static TinkSecretCipher cipher(SecretKeys keys) {
        return TinkSecretCipher.of(keys.toJson());
    }
}
