package dev.hooklane.command;

import dev.hooklane.manifest.Manifest;

/** Reads the manifest that a command is given. */
final class ManifestText {
    private ManifestText() {}

    /**
     * @param file a path, or {@code -} for standard input
     * @throws CommandFailedException in one line, if it is no manifest
     */
    static Manifest read(CommandContext context, String file) {
        try {
            return Manifest.parse(SecretText.whole(context, file));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("file %s: %s".formatted(file, e.getMessage()));
        }
    }
}
