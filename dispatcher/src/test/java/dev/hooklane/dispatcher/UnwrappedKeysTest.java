package dev.hooklane.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.config.InstanceKeys;
import dev.hooklane.config.MasterKeySettings;
import dev.hooklane.config.SecretKeySettings;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.secret.FakeKms;
import dev.hooklane.secret.SecretKeys;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A KMS opens the keys when an instance starts; the instance waits for it, but not for ever. */
final class UnwrappedKeysTest {
    private final FakeKms kms = new FakeKms();
    private final String clear = SecretKeys.generate().toJson();
    private final String wrapped = kms.masterKey().wrap(clear);
    private long nanos;
    private final UnwrappedKeys unwrapped =
            new UnwrappedKeys(
                    (_, _) -> kms.masterKey(), () -> nanos, time -> nanos += time.toNanos());

    @Test
    void theKmsIsAskedOnceAndTheKeysAreAsTheyWereEncrypted() {
        InstanceKeys opened = unwrapped.open(settings(wrapped, FakeKms.URI));

        assertThat(SecretKeys.parse(opened.keyset()).ids())
                .isEqualTo(SecretKeys.parse(clear).ids());
        assertThat(kms.opened()).isEqualTo(1);
    }

    @Test
    void aStartWaitsForAKmsThatIsAway() {
        kms.failNext(3);

        assertThat(SecretKeys.parse(unwrapped.open(settings(wrapped, FakeKms.URI)).keyset()).ids())
                .isEqualTo(SecretKeys.parse(clear).ids());
        assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aKmsThatStaysAwayRefusesTheStartInOneLine() {
        kms.failNext(Integer.MAX_VALUE);

        assertThatThrownBy(() -> unwrapped.open(settings(wrapped, FakeKms.URI)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(
                        "the KMS has not opened secrets.key within secrets.master-key-timeout (30 s):"
                                + " master key fake-kms://key: the KMS is away");
    }

    @Test
    void aFileInClearIsNotTakenForAnEncryptedOne() {
        assertThatThrownBy(() -> unwrapped.open(settings(clear, FakeKms.URI)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("is in clear, but secrets.master-key-uri is set")
                .hasMessageContaining("hooklane secrets rewrap FILE --to " + FakeKms.URI);
    }

    @Test
    void anEncryptedFileWithoutTheKmssKeyIsNamed() {
        assertThatThrownBy(() -> unwrapped.open(settings(wrapped, "")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(
                        "secrets.key is encrypted by a KMS, but secrets.master-key-uri is not set");
    }

    @Test
    void aFileInClearWithoutAKmsIsTakenAsItIs() {
        assertThat(unwrapped.open(settings(clear, "")).keyset()).isEqualTo(clear);
        assertThat(kms.opened()).isZero();
    }

    private static SecretKeySettings settings(String keys, String uri) {
        return new SecretKeySettings(
                keys,
                SecretKeySettings.Seal.ALL,
                Optional.empty(),
                Optional.of(uri)
                        .filter(text -> !text.isEmpty())
                        .map(text ->
                                new MasterKeySettings(
                                        text, Optional.empty(), Duration.ofSeconds(30))),
                Optional.empty());
    }
}
