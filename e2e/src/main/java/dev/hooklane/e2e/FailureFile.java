package dev.hooklane.e2e;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A failure of the rig with all its causes, for fixing the rig. */
final class FailureFile {
    private FailureFile() {}

    /** Writes the file and returns a line for people: what failed, and where the file is. */
    static String write(Path folder, String name, Exception failure) {
        Path file = folder.resolve("failure-" + name.replaceAll("[^A-Za-z0-9-]", "_") + ".txt");
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
            failure.printStackTrace(writer);
        } catch (IOException e) {
            return "%s (%s can't be written: %s)".formatted(failure, file, e);
        }
        return "%s; more in %s".formatted(failure, file);
    }
}
