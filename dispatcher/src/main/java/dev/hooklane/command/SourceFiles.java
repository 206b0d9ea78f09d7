package dev.hooklane.command;

import dev.hooklane.manifest.SourceFile;

/** Reads the files that describe sources. */
final class SourceFiles {
    private SourceFiles() {}

    /**
     * Reads a file, or standard input for {@code -}.
     *
     * @throws CommandFailedException if it describes no source
     */
    static SourceFile read(CommandContext context, String file) {
        try {
            return SourceFile.parse(SecretText.whole(context, file));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("file %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
