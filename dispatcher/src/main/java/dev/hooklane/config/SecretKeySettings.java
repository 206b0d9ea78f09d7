package dev.hooklane.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The key that encrypts credentials before they are written to Kafka.
 *
 * @param keyset a Tink keyset as JSON, as {@code hooklane secrets new-key} prints it, or derived
 *     keys, as {@code hooklane secrets derive} prints them
 * @param seal how much is encrypted, and with which keys
 * @param ownEventsUnmarkedUntil an event of Hooklane's own that Kafka got before then needs no mark
 * @param masterKey the KMS's key that encrypted the keyset; empty if it is in clear
 * @param file where the keyset was read; empty if it was given as a setting
 */
public record SecretKeySettings(
        String keyset,
        Seal seal,
        Optional<Instant> ownEventsUnmarkedUntil,
        Optional<MasterKeySettings> masterKey,
        Optional<Path> file) {
    private static final String FILE = "secrets.key-file";
    private static final String KEY = "secrets.key";
    private static final String UNMARKED_UNTIL = "secrets.own-events-unmarked-until";

    /** How much is encrypted, and with which keys. */
    public enum Seal {
        /** All credentials, with a key for each purpose. */
        ALL,
        /** Secrets alone, with the master key itself: the form that earlier releases read. */
        SECRETS
    }

    /** Returns the keys, if no KMS has encrypted them. */
    public InstanceKeys inClear() {
        return inClear(keyset);
    }

    /** Returns the keys that a KMS has decrypted. */
    public InstanceKeys inClear(String clear) {
        return new InstanceKeys(clear, seal, ownEventsUnmarkedUntil);
    }

    static SecretKeySettings read(SettingReader settings) {
        // No default: anyone with the key can read every endpoint's secret.
        String file = settings.optional(FILE);
        String key = settings.optionalSecret(KEY);
        // The other form is for an upgrade and its way back; it leaves URLs and headers in clear.
        Seal seal = settings.choice("secrets.seal", Seal.ALL, Seal.class);
        // No default: a forgery is accepted until then.
        Optional<Instant> unmarked =
                settings.value(
                        UNMARKED_UNTIL,
                        "",
                        "a time such as 2026-05-01T12:00:00Z, or nothing",
                        SecretKeySettings::time);
        Optional<MasterKeySettings> masterKey = MasterKeySettings.read(settings);
        if (file.isEmpty() == key.isEmpty()) {
            settings.problem(
                    FILE,
                    file.isEmpty()
                            ? "is missing, and so is secrets.key: one of them is needed; "
                                    + "`hooklane secrets new-key` makes a key"
                            : "and secrets.key are both set: only one may be");
            return new SecretKeySettings(key, seal, unmarked, masterKey, Optional.empty());
        }
        return new SecretKeySettings(
                file.isEmpty() ? key : contents(settings, file),
                seal,
                unmarked,
                masterKey,
                file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it is no time in RFC 3339", e);
        }
    }

    private static String contents(SettingReader settings, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            settings.problem(FILE, "can't be read: " + e);
            return "";
        }
    }

    @Override
    public String toString() {
        return "SecretKeySettings[hidden]";
    }
}
