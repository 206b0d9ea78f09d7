package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StableCipherTest {
    private static final byte[] PLAIN = "an endpoint".getBytes(UTF_8);
    private static final byte[] BOUND = "ep_1".getBytes(UTF_8);

    private final SecretKeys master = SecretKeys.generate();
    private final StableCipher cipher = cipher(master);

    @Test
    void theSameBytesAreTheSameTextOnEveryInstance() {
        assertThat(cipher.seal(BOUND, PLAIN))
                .isEqualTo(cipher.seal(BOUND, PLAIN))
                .isEqualTo(cipher(SecretKeys.parse(master.toJson())).seal(BOUND, PLAIN))
                .isEqualTo(
                        DerivedKeys.parse(
                                        DerivedKeys.of(master).only(List.of(KeyPurpose.MANIFESTS)))
                                .stable(KeyPurpose.MANIFESTS)
                                .seal(BOUND, PLAIN));
        assertThat(cipher.open(BOUND, cipher.seal(BOUND, PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void otherBytesOrAnotherPlaceAreAnotherText() {
        String sealed = cipher.seal(BOUND, PLAIN);

        assertThat(cipher.seal("ep_2".getBytes(UTF_8), PLAIN)).isNotEqualTo(sealed);
        assertThat(cipher.seal(BOUND, "another endpoint".getBytes(UTF_8))).isNotEqualTo(sealed);
        assertThatThrownBy(() -> cipher.open("ep_2".getBytes(UTF_8), sealed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingOpensWithAnotherKeyOrAfterAChange() {
        String sealed = cipher.seal(BOUND, PLAIN);

        assertThatThrownBy(() -> cipher(SecretKeys.generate()).open(BOUND, sealed))
                .hasMessage("no key of secrets.key decrypts it");
        for (String changed :
                List.of(
                        "",
                        "%",
                        sealed.substring(4),
                        "AAAA" + sealed,
                        sealed.replace('A', 'B') + "AA")) {
            assertThatThrownBy(() -> cipher.open(BOUND, changed))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        DerivedKeys.of(master).stable(KeyPurpose.ENDPOINTS).open(BOUND, sealed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAnOlderKeySealedOpensAsLongAsTheKeyIsThere() {
        String sealed = cipher.seal(BOUND, PLAIN);
        SecretKeys rotated = master.withNewKey().withNewestPrimary();

        assertThat(cipher(rotated).open(BOUND, sealed)).isEqualTo(PLAIN);
        assertThat(cipher(rotated).seal(BOUND, PLAIN)).isNotEqualTo(sealed);
        assertThatThrownBy(() -> cipher(rotated.withoutOlderKeys()).open(BOUND, sealed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static StableCipher cipher(SecretKeys keys) {
        return DerivedKeys.of(keys).stable(KeyPurpose.MANIFESTS);
    }
}
