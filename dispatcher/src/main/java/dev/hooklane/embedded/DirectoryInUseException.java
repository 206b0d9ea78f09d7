package dev.hooklane.embedded;

import java.nio.file.Path;

/** Reports that another broker already uses the directory. */
public final class DirectoryInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory) {
        super("broker: directory %s is in use by another process".formatted(directory));
    }
}
