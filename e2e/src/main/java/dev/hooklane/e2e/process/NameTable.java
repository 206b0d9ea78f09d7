package dev.hooklane.e2e.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table that replaces DNS, at each look-up, in JVMs that are started in its surroundings. A name
 * that is not in it has no answer. For one thread.
 */
public record NameTable(Path file) {
    /** Sets the addresses that later look-ups return, in this order. */
    public void set(Map<String, List<String>> addresses) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text(addresses));
        // Atomically, as half a table would lack names.
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String text(Map<String, List<String>> addresses) {
        return addresses.entrySet().stream()
                .flatMap(each ->
                        each.getValue().stream().map(address -> address + " " + each.getKey()))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    public Surroundings surroundings() {
        return Surroundings.options(
                "-Djdk.net.hosts.file=" + file,
                // Java's own cache of answers would last as long as a trial.
                "-Dsun.net.inetaddr.ttl=0");
    }
}
