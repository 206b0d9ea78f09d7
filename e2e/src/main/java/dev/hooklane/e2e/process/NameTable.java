package dev.hooklane.e2e.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a JVM asks for addresses in place of DNS, at each look-up, if it was started in these
 * surroundings. A name that is not in it has no answer. For one thread.
 */
public record NameTable(Path file) {
    /** Has all look-ups from now on find these addresses, in this order. */
    public void set(Map<String, List<String>> addresses) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text(addresses));
        // At once: half a table would be one with names missing.
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
                // Java's own memory of answers would last as long as a trial.
                "-Dsun.net.inetaddr.ttl=0");
    }
}
