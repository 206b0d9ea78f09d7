package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.endpoint.EndpointId;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DerivedKeysTest {
    private static final EndpointId ENDPOINT = new EndpointId("ep_0000000000000001");
    private static final byte[] BOUND = "bound".getBytes(UTF_8);
    private static final byte[] PLAIN = "plain".getBytes(UTF_8);

    private final SecretKeys master = SecretKeys.generate();
    private final DerivedKeys keys = DerivedKeys.of(master);

    @Test
    void theDerivationIsThatOfRfc5869() throws GeneralSecurityException {
        // Test case 3 of its appendix A: no salt, and no info.
        byte[] secret = HexFormat.of().parseHex("0b".repeat(22));

        assertThat(HexFormat.of().formatHex(Derivation.hkdf(secret, "", 42)))
                .isEqualTo(
                        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void whatIsSealedForOnePurposeOpensForNoOther() {
        for (KeyPurpose purpose : KeyPurpose.values()) {
            String sealed = keys.of(purpose).seal(BOUND, PLAIN);
            for (KeyPurpose other : KeyPurpose.values()) {
                TinkSecretCipher cipher = keys.of(other);
                if (other == purpose) {
                    assertThat(cipher.open(BOUND, sealed)).isEqualTo(PLAIN);
                } else {
                    assertThatThrownBy(() -> cipher.open(BOUND, sealed))
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    @Test
    void allInstancesDeriveTheSameKeys() {
        String sealed = keys.of(KeyPurpose.PEERS).seal(BOUND, PLAIN);

        assertThat(DerivedKeys.parse(master.toJson()).of(KeyPurpose.PEERS).open(BOUND, sealed))
                .isEqualTo(PLAIN);
    }

    @Test
    void aDeliveryInstanceOpensEndpointsButCanMakeNoSession() {
        DerivedKeys delivery = DerivedKeys.parse(keys.only(List.of(KeyPurpose.ENDPOINTS)));
        String sealed = keys.of(KeyPurpose.ENDPOINTS).seal(ENDPOINT, "secret");

        assertThat(delivery.of(KeyPurpose.ENDPOINTS).open(ENDPOINT, sealed)).isEqualTo("secret");
        assertThat(delivery.purposes()).containsExactly(KeyPurpose.ENDPOINTS);
        assertThatThrownBy(() -> delivery.of(KeyPurpose.SESSIONS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no key for sessions");
    }

    @Test
    void theDerivedKeysOfDeliveryDoNotHoldTheMasterKey() {
        String sealed = TinkSecretCipher.of(master.toJson()).seal(ENDPOINT, "secret");
        TinkSecretCipher delivery =
                DerivedKeys.parse(keys.only(List.of(KeyPurpose.ENDPOINTS)))
                        .of(KeyPurpose.ENDPOINTS);

        assertThatThrownBy(() -> delivery.open(ENDPOINT, sealed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheMasterKeySealedItselfOpensAndIsNotCurrent() {
        String sealed = TinkSecretCipher.of(master.toJson()).seal(ENDPOINT, "secret");
        TinkSecretCipher cipher = keys.of(KeyPurpose.ENDPOINTS);

        assertThat(cipher.open(ENDPOINT, sealed)).isEqualTo("secret");
        assertThat(cipher.isCurrent(sealed)).isFalse();
        assertThat(cipher.isCurrent(cipher.seal(ENDPOINT, "secret"))).isTrue();
    }

    @Test
    void onTheWayBackTheMasterKeySealsAndBothOpen() {
        String derived = keys.of(KeyPurpose.ENDPOINTS).seal(ENDPOINT, "secret");
        TinkSecretCipher back = keys.sealingWithMaster().of(KeyPurpose.ENDPOINTS);

        assertThat(back.open(ENDPOINT, derived)).isEqualTo("secret");
        assertThat(TinkSecretCipher.of(master.toJson()).open(ENDPOINT, back.seal(ENDPOINT, "s")))
                .isEqualTo("s");
        assertThatThrownBy(() ->
                        DerivedKeys.parse(keys.only(List.of(KeyPurpose.ENDPOINTS)))
                                .sealingWithMaster())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("derived keys only");
    }

    @Test
    void aMasterKeyThatIsReplacedInStepsReplacesTheDerivedOnes() {
        SecretKeys added = master.withNewKey();
        SecretKeys promoted = added.withNewestPrimary();
        String former = keys.of(KeyPurpose.ENDPOINTS).seal(ENDPOINT, "secret");
        String current = DerivedKeys.of(promoted).of(KeyPurpose.ENDPOINTS).seal(ENDPOINT, "new");

        assertThat(DerivedKeys.of(added).of(KeyPurpose.ENDPOINTS).open(ENDPOINT, current))
                .isEqualTo("new");
        assertThat(DerivedKeys.of(promoted).of(KeyPurpose.ENDPOINTS).open(ENDPOINT, former))
                .isEqualTo("secret");
        assertThat(DerivedKeys.of(promoted).of(KeyPurpose.ENDPOINTS).isCurrent(former)).isFalse();
    }

    @Test
    void aKeyFileIsNamedButNeverShown() {
        assertThat(keys.toString()).doesNotContain("value").hasSizeLessThan(200);
        assertThatThrownBy(() -> DerivedKeys.parse("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Tink keyset");
        assertThatThrownBy(() -> DerivedKeys.parse("{\"hooklaneDerivedKeys\":9}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 9; this release reads 1");
    }
}
