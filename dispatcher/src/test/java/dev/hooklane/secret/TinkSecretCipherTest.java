package dev.hooklane.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.hooklane.endpoint.EndpointId;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

final class TinkSecretCipherTest {
    private static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");
    private static final EndpointId OTHER = new EndpointId("ep_1123456789abcdef");
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final String keyset = SecretKeys.generate().toJson();
    private final TinkSecretCipher cipher = TinkSecretCipher.of(keyset);

    @Test
    void bytesOpenOnlyWithWhatTheyAreBoundTo() {
        byte[] plain = SECRET.getBytes(UTF_8);
        byte[] bound = "caller".getBytes(UTF_8);
        String sealed = cipher.seal(bound, plain);

        assertThat(sealed).doesNotContain(SECRET);
        assertThat(cipher.open(bound, sealed)).isEqualTo(plain);
        assertThatThrownBy(() -> cipher.open("other".getBytes(UTF_8), sealed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> cipher.open(bound, "not base64!"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void opensWhatItSealed() {
        assertThat(cipher.open(ENDPOINT, cipher.seal(ENDPOINT, SECRET))).isEqualTo(SECRET);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(cipher.seal(ENDPOINT, SECRET)).isNotEqualTo(cipher.seal(ENDPOINT, SECRET));
    }

    @Test
    void refusesASecretMovedToAnotherEndpoint() {
        String sealed = cipher.seal(ENDPOINT, SECRET);

        assertThatThrownBy(() -> cipher.open(OTHER, sealed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(OTHER.value())
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void refusesASecretOfAnotherKey() {
        String sealed = TinkSecretCipher.of(SecretKeys.generate().toJson()).seal(ENDPOINT, SECRET);

        assertThatThrownBy(() -> cipher.open(ENDPOINT, sealed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextThatIsNoBase64() {
        assertThatThrownBy(() -> cipher.open(ENDPOINT, "not base64!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ENDPOINT.value());
    }

    @Test
    void opensWhatTheKeyBeforeTheRotationSealed() throws GeneralSecurityException {
        String sealed = cipher.seal(ENDPOINT, SECRET);

        TinkSecretCipher rotated = TinkSecretCipher.of(withNewPrimaryKey(keyset));

        assertThat(rotated.open(ENDPOINT, sealed)).isEqualTo(SECRET);
        assertThatThrownBy(() -> cipher.open(ENDPOINT, rotated.seal(ENDPOINT, SECRET)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysInOneLineWhatIsNoKeyset() {
        assertThatThrownBy(() -> TinkSecretCipher.of("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hooklane secrets new-key");
        assertThatThrownBy(() -> TinkSecretCipher.of("not json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("not json");
    }

    private static String withNewPrimaryKey(String old) throws GeneralSecurityException {
        KeysetHandle handle =
                TinkJsonProtoKeysetFormat.parseKeyset(
                        old, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        KeysetHandle rotated =
                KeysetHandle.newBuilder(handle)
                        .addEntry(
                                KeysetHandle.generateEntryFromParameters(
                                                PredefinedAeadParameters.AES256_GCM)
                                        .withRandomId()
                                        .makePrimary())
                        .setConfiguration(AeadConfig2026.get())
                        .build();
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                rotated, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    }
}
