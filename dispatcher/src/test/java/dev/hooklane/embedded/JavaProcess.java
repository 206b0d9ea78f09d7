package dev.hooklane.embedded;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A JVM of a test's own. */
public final class JavaProcess {
    /** As the script {@code hooklane} starts a short command. */
    public static final List<String> LIGHT = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private JavaProcess() {}

    /** Not started yet: this test's Java and class path, and another main class. */
    public static ProcessBuilder of(
            Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = java();
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /**
     * Not started yet: the program as the build made it, or if it has not yet, the same from this
     * test's class path. It logs what tests log.
     *
     * @param main the class that the program's jar starts
     */
    public static ProcessBuilder program(
            Class<?> main, List<String> jvmOptions, List<String> arguments) {
        Optional<TrainedJar> trained = TrainedJar.find();
        if (trained.isEmpty()) {
            return of(main, jvmOptions, arguments);
        }
        URL log = Objects.requireNonNull(JavaProcess.class.getResource("/logback-test.xml"));
        List<String> command = java();
        command.addAll(trained.get().options());
        command.addAll(jvmOptions);
        command.add("-Dlogback.configurationFile=" + log);
        command.add("-jar");
        command.add(trained.get().jar().toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        return command;
    }
}
