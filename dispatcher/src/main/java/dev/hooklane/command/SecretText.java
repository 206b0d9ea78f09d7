package dev.hooklane.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Secrets in files, or on standard input. Other users of the machine can see a command's arguments.
 */
final class SecretText {
    private static final String STDIN = "-";

    private SecretText() {}

    /** Returns a secret, without the line end that editors and shells add. */
    static String read(CommandContext context, String file) {
        return whole(context, file).strip();
    }

    /** Returns all of a file, or of standard input for {@code -}. */
    static String whole(CommandContext context, String file) {
        byte[] bytes = bytes(context, file);
        try {
            return ByteLines.utf8(bytes);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("file %s is not UTF-8".formatted(file), e);
        }
    }

    private static byte[] bytes(CommandContext context, String file) {
        try {
            return file.equals(STDIN)
                    ? context.in().readAllBytes()
                    : Files.readAllBytes(context.folder().resolve(Path.of(file)));
        } catch (IOException e) {
            // Its message might have the beginning of a secret.
            throw new CommandFailedException("file %s can't be read".formatted(file));
        }
    }
}
