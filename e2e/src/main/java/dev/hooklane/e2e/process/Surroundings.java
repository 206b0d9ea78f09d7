package dev.hooklane.e2e.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a process is started in, beside its own command and settings.
 *
 * @param prefix a command that runs the process's own in its place
 * @param environment more variables
 * @param jvmOptions more options, which win over those before them
 */
public record Surroundings(
        List<String> prefix, Map<String, String> environment, List<String> jvmOptions) {
    /** Those of the rig itself. */
    public static final Surroundings NONE = new Surroundings(List.of(), Map.of(), List.of());

    public Surroundings {
        prefix = List.copyOf(prefix);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** These JVM options. */
    public static Surroundings options(String... jvmOptions) {
        return new Surroundings(List.of(), Map.of(), List.of(jvmOptions));
    }

    /** The command with its prefix. */
    public List<String> around(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }
}
