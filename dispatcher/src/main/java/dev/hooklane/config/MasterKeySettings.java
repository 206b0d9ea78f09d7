package dev.hooklane.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The KMS's key that encrypts the key file.
 *
 * @param uri such as {@code aws-kms://arn:aws:kms:…} or {@code gcp-kms://projects/…}
 * @param credentials the file with the credentials for the KMS; empty for the KMS's own defaults
 * @param patience how long a start waits for the KMS
 */
public record MasterKeySettings(String uri, Optional<String> credentials, Duration patience) {
    private static final String URI = "secrets.master-key-uri";
    private static final String CREDENTIALS = "secrets.master-key-credentials";

    static Optional<MasterKeySettings> read(SettingReader settings) {
        // By default the key file is in clear, and protected by who may read it.
        String uri = settings.optional(URI);
        String credentials = settings.optional(CREDENTIALS);
        // Longer than most interruptions; then whoever started the instance is told.
        Duration patience = settings.duration("secrets.master-key-timeout", "2m", "0s", "1h");
        if (uri.isEmpty()) {
            if (!credentials.isEmpty()) {
                settings.problem(CREDENTIALS, "is set, but %s is not".formatted(URI));
            }
            return Optional.empty();
        }
        if (!uri.matches("[a-z][a-z0-9-]*://\\S+")) {
            settings.problem(
                    URI,
                    "= %s is no key's URI, such as aws-kms://arn:aws:kms:… or gcp-kms://projects/…"
                            .formatted(uri));
            return Optional.empty();
        }
        return Optional.of(
                new MasterKeySettings(
                        uri, Optional.of(credentials).filter(each -> !each.isEmpty()), patience));
    }
}
