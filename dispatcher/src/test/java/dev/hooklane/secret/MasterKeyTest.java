package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MasterKeyTest {
    private final MasterKey kms = new FakeKms().masterKey();
    private final SecretKeys keys = SecretKeys.generate().withNewKey();

    @Test
    void anEncryptedFileHasNoKeyInClear() {
        String clear = keys.toJson();

        String wrapped = kms.wrap(clear);

        assertThat(MasterKey.isWrapped(clear)).isFalse();
        assertThat(MasterKey.isWrapped(wrapped)).isTrue();
        String material =
                clear.replaceAll("(?s).*?\"value\":\\s*\"([^\"]+)\".*", "$1").substring(4, 30);
        assertThat(clear).contains(material);
        assertThat(wrapped).doesNotContain(material);
        assertThat(new String(Base64.getDecoder().decode(sealedIn(wrapped)), ISO_8859_1))
                .doesNotContain(material);
        assertThat(SecretKeys.parse(kms.unwrap(wrapped)).ids()).isEqualTo(keys.ids());
    }

    private static String sealedIn(String wrapped) {
        return wrapped.replaceAll("(?s).*\"encryptedKeyset\":\\s*\"([^\"]+)\".*", "$1");
    }

    @Test
    void derivedKeysAreEncryptedToo() {
        String derived = DerivedKeys.of(keys).only(List.of(KeyPurpose.ENDPOINTS));

        String wrapped = kms.wrap(derived);

        assertThat(MasterKey.isWrapped(wrapped)).isTrue();
        assertThat(DerivedKeys.parse(kms.unwrap(wrapped)).ids(KeyPurpose.ENDPOINTS))
                .isEqualTo(DerivedKeys.parse(derived).ids(KeyPurpose.ENDPOINTS));
    }

    @Test
    void anotherKeyOfTheKmsDoesNotOpenTheFile() {
        String wrapped = kms.wrap(keys.toJson());

        assertThatThrownBy(() -> new FakeKms().masterKey().unwrap(wrapped))
                .isInstanceOf(KmsException.class)
                .hasMessageStartingWith("master key fake-kms://key: ");
    }

    @Test
    void aKmsThatNobodyKnowsIsNamed() {
        assertThatThrownBy(() -> MasterKey.of("other://key", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "master key other://key is of no known KMS; aws-kms:// and gcp-kms:// are known");
    }

    @Test
    void anIntegrationThatIsNotOnTheClassPathIsNamed() {
        assertThatThrownBy(() -> MasterKey.of("gcp-kms://projects/p", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs tink-gcpkms, which is not on the class path");
    }

    @Test
    void bothIdsOfAKeyAreNamed() {
        List<String> derived = keys.derived(KeyPurpose.ENDPOINTS).ids();

        assertThat(DerivedKeys.of(keys).names(KeyPurpose.ENDPOINTS))
                .containsExactly(
                        "%s (endpoints %s)".formatted(keys.ids().get(0), derived.get(0)),
                        "%s (endpoints %s)".formatted(keys.ids().get(1), derived.get(1)));
    }
}
