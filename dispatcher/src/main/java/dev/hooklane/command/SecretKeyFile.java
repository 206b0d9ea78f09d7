package dev.hooklane.command;

import dev.hooklane.command.dev.SecretFile;
import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.MasterKey;
import dev.hooklane.secret.SecretKeys;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The key file that a command changes, as named by {@code secrets.key-file}. */
final class SecretKeyFile {
    @Parameters(paramLabel = "FILE", description = "The key file, as secrets.key-file names it.")
    private Path path = Path.of("");

    @Mixin private MasterKeyOptions masterKey = new MasterKeyOptions();

    SecretKeys read(CommandContext context) {
        try {
            return SecretKeys.parse(clear(context));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ("key file %s is not a Tink keyset of AEAD keys, such as `hooklane secrets"
                                    + " new-key` prints")
                            .formatted(path));
        }
    }

    /** Returns the master key's keys, or the derived ones, whichever the file has. */
    DerivedKeys readAny(CommandContext context) {
        try {
            return DerivedKeys.parse(clear(context));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("key file %s: %s".formatted(path, e.getMessage()));
        }
    }

    /** Returns the file's text, in clear. */
    String clear(CommandContext context) {
        String text = text(context);
        if (!MasterKey.isWrapped(text)) {
            return text;
        }
        return masterKey
                .key()
                .orElseThrow(() ->
                        new CommandFailedException(
                                "key file %s is encrypted by a KMS; name its key with --master-key-uri"
                                        .formatted(path)))
                .unwrap(text);
    }

    private String text(CommandContext context) {
        try {
            return file(context)
                    .read()
                    .orElseThrow(() ->
                            new CommandFailedException(
                                    "key file %s does not exist; `hooklane secrets new-key` creates one"
                                            .formatted(path)));
        } catch (UncheckedIOException e) {
            throw new CommandFailedException(e.getMessage() + ": " + e.getCause());
        }
    }

    /** Returns text as the file has it: encrypted by the KMS, if the file is. */
    String likeFile(CommandContext context, String clear) {
        return MasterKey.isWrapped(text(context))
                ? masterKey.key().orElseThrow().wrap(clear)
                : clear;
    }

    /** Replaces the whole file. */
    void write(CommandContext context, String text) {
        try {
            file(context).write(text);
        } catch (UncheckedIOException e) {
            throw new CommandFailedException(e.getMessage() + ": " + e.getCause());
        }
    }

    /**
     * Replaces how the file is encrypted.
     *
     * @param to the KMS's key; empty for a file in clear
     */
    void rewrap(CommandContext context, Optional<String> to) {
        String clear = clear(context);
        try {
            DerivedKeys.parse(clear);
            write(context, to.isPresent() ? masterKey.key(to.get()).wrap(clear) : clear);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("key file %s: %s".formatted(path, e.getMessage()));
        }
    }

    /** Replaces the keys in the file. */
    SecretKeys change(CommandContext context, UnaryOperator<SecretKeys> change) {
        SecretKeys before = read(context);
        try {
            SecretKeys after = change.apply(before);
            write(context, likeFile(context, after.toJson()));
            return after;
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("key file %s: %s".formatted(path, e.getMessage()));
        }
    }

    private SecretFile file(CommandContext context) {
        return new SecretFile(context.folder().resolve(path));
    }
}
