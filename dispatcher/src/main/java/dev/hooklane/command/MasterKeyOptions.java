package dev.hooklane.command;

import dev.hooklane.secret.MasterKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The KMS's key that encrypts a key file. */
final class MasterKeyOptions {
    @Option(
            names = "--master-key-uri",
            paramLabel = "URI",
            description =
                    "The KMS's key that encrypts the key file: aws-kms://arn:aws:kms:… or"
                            + " gcp-kms://projects/….")
    private @Nullable String uri;

    @Option(
            names = "--master-key-credentials",
            paramLabel = "FILE",
            description = "The credentials for the KMS, instead of those that its own tools find.")
    private @Nullable String credentials;

    /**
     * Returns the key that the flags name.
     *
     * @throws CommandFailedException if its KMS is not supported
     */
    Optional<MasterKey> key() {
        return Optional.ofNullable(uri).map(this::key);
    }

    /** Returns another key of a KMS that takes the same credentials. */
    MasterKey key(String other) {
        try {
            return MasterKey.of(other, Optional.ofNullable(credentials));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }
}
