package dev.hooklane.embedded;

import java.nio.file.Path;

/** Says that another broker keeps its state in the directory that was asked for. */
public final class DirectoryInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory) {
        super("broker: directory %s is in use by another process".formatted(directory));
    }
}
