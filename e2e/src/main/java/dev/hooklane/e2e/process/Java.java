package dev.hooklane.e2e.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands that start JVMs from the shipped jar, with this rig's own Java.
 *
 * @param hooklane the shipped jar
 * @param previous the jar of another release, if there is one
 * @param classPath of the rig itself
 */
public record Java(Path hooklane, Optional<Path> previous, String classPath) {
    private static final List<String> OPTIONS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseCompactObjectHeaders",
                    // Each JVM runs for minutes at most, several on each core.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC");

    /** Returns the same for the other release, if there is one. */
    public Optional<Java> withPrevious() {
        return previous.map(jar -> new Java(jar, Optional.empty(), classPath));
    }

    /** Returns the command line of {@code hooklane} with these arguments. */
    public List<String> hooklane(List<String> jvmOptions, List<String> arguments) {
        List<String> command = begin(jvmOptions);
        Path cache = hooklane.resolveSibling(hooklane.getFileName() + ".aot");
        if (Files.isReadable(cache)) {
            command.add("-XX:AOTCache=" + cache);
            command.add("-Xlog:aot*=off");
        }
        command.add("-jar");
        command.add(hooklane.toString());
        command.addAll(arguments);
        return command;
    }

    /** Returns the command line for a main class of the rig. */
    public List<String> main(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = begin(jvmOptions);
        command.add("-cp");
        command.add(classPath);
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    private static List<String> begin(List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(jvmOptions);
        return command;
    }
}
