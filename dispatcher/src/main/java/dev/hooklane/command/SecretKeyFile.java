package dev.hooklane.command;

import dev.hooklane.command.dev.SecretFile;
import dev.hooklane.secret.SecretKeys;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Parameters;

/** The key file that a command changes, as named by {@code secrets.key-file}. */
final class SecretKeyFile {
    @Parameters(paramLabel = "FILE", description = "The key file, as secrets.key-file names it.")
    private Path path = Path.of("");

    SecretKeys read(CommandContext context) {
        try {
            return SecretKeys.parse(
                    file(context)
                            .read()
                            .orElseThrow(() ->
                                    new CommandFailedException(
                                            ("key file %s does not exist; `hooklane secrets"
                                                            + " new-key` creates one")
                                                    .formatted(path))));
        } catch (UncheckedIOException e) {
            throw new CommandFailedException(e.getMessage() + ": " + e.getCause());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    ("key file %s is not a Tink keyset of AEAD keys, such as `hooklane secrets"
                                    + " new-key` prints")
                            .formatted(path));
        }
    }

    /** Replaces the whole file. */
    SecretKeys change(CommandContext context, UnaryOperator<SecretKeys> change) {
        SecretKeys before = read(context);
        try {
            SecretKeys after = change.apply(before);
            file(context).write(after.toJson());
            return after;
        } catch (UncheckedIOException e) {
            throw new CommandFailedException(e.getMessage() + ": " + e.getCause());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("key file %s: %s".formatted(path, e.getMessage()));
        }
    }

    private SecretFile file(CommandContext context) {
        return new SecretFile(context.folder().resolve(path));
    }
}
