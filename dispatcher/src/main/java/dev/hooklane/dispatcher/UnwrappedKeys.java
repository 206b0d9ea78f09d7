package dev.hooklane.dispatcher;

import dev.hooklane.config.InstanceKeys;
import dev.hooklane.config.MasterKeySettings;
import dev.hooklane.config.SecretKeySettings;
import dev.hooklane.config.StartRefusedException;
import dev.hooklane.secret.KmsException;
import dev.hooklane.secret.MasterKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the KMS open an instance's keys, once, before anything else starts. From then on the instance
 * does not need the KMS.
 */
final class UnwrappedKeys {
    private static final Logger log = LoggerFactory.getLogger(UnwrappedKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BiFunction<String, Optional<String>, MasterKey> keys;
    private final LongSupplier nanos;
    private final Pause pause;

    /** Waits before another try. */
    @FunctionalInterface
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    UnwrappedKeys(
            BiFunction<String, Optional<String>, MasterKey> keys, LongSupplier nanos, Pause pause) {
        this.keys = keys;
        this.nanos = nanos;
        this.pause = pause;
    }

    static InstanceKeys of(SecretKeySettings settings) {
        return new UnwrappedKeys(MasterKey::of, System::nanoTime, Thread::sleep).open(settings);
    }

    /**
     * Returns the keys in clear.
     *
     * @throws StartRefusedException if the keys are not encrypted as the settings say, or the KMS
     *     does not open them in time
     */
    InstanceKeys open(SecretKeySettings settings) {
        boolean wrapped = MasterKey.isWrapped(settings.keyset());
        if (settings.masterKey().isEmpty()) {
            if (wrapped) {
                throw refused(
                        "secrets.key is encrypted by a KMS, but secrets.master-key-uri is not set");
            }
            return settings.inClear();
        }
        MasterKeySettings masterKey = settings.masterKey().get();
        if (!wrapped) {
            throw refused(
                    "secrets.key is in clear, but secrets.master-key-uri is set; `hooklane secrets"
                            + " rewrap FILE --to %s` encrypts it".formatted(masterKey.uri()));
        }
        return settings.inClear(open(settings.keyset(), masterKey));
    }

    private String open(String wrapped, MasterKeySettings masterKey) {
        long begun = nanos.getAsLong();
        while (true) {
            try {
                return keys.apply(masterKey.uri(), masterKey.credentials()).unwrap(wrapped);
            } catch (IllegalArgumentException e) {
                throw refused(String.valueOf(e.getMessage()));
            } catch (KmsException e) {
                Duration waited = Duration.ofNanos(nanos.getAsLong() - begun);
                if (waited.plus(PAUSE).compareTo(masterKey.patience()) > 0) {
                    throw refused(
                            "the KMS has not opened secrets.key within secrets.master-key-timeout"
                                    + " (%d s): %s"
                                            .formatted(
                                                    masterKey.patience().toSeconds(),
                                                    e.getMessage()));
                }
                log.warn("the KMS does not open secrets.key, trying again: {}", e.getMessage());
            }
            try {
                pause.take(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused("interrupted while waiting for the KMS");
            }
        }
    }

    private static StartRefusedException refused(String problem) {
        return new StartRefusedException(List.of(problem));
    }
}
