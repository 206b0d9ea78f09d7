package dev.hooklane.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The key that encrypts endpoints' secrets before they are written to Kafka.
 *
 * @param keyset a Tink keyset as JSON, as {@code hooklane secrets new-key} prints it
 */
public record SecretKeySettings(String keyset) {
    private static final String FILE = "secrets.key-file";
    private static final String KEY = "secrets.key";

    static SecretKeySettings read(SettingReader settings) {
        // No default: anyone with the key can read every endpoint's secret.
        String file = settings.optional(FILE);
        String key = settings.optionalSecret(KEY);
        if (file.isEmpty() == key.isEmpty()) {
            settings.problem(
                    FILE,
                    file.isEmpty()
                            ? "is missing, and so is secrets.key: one of them is needed; "
                                    + "`hooklane secrets new-key` makes a key"
                            : "and secrets.key are both set: only one may be");
            return new SecretKeySettings(key);
        }
        return new SecretKeySettings(file.isEmpty() ? key : contents(settings, file));
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
