package dev.hooklane.e2e.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The environment of a process, beside its own command and settings.
 *
 * @param prefix a command that runs the process's own command
 * @param environment additional variables
 * @param jvmOptions additional options, which override earlier ones
 */
public record Surroundings(
        List<String> prefix, Map<String, String> environment, List<String> jvmOptions) {
    /** The surroundings of the rig itself. */
    public static final Surroundings NONE = new Surroundings(List.of(), Map.of(), List.of());

    public Surroundings {
        prefix = List.copyOf(prefix);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Returns surroundings with these JVM options. */
    public static Surroundings options(String... jvmOptions) {
        return new Surroundings(List.of(), Map.of(), List.of(jvmOptions));
    }

    /** Returns the command with its prefix. */
    public List<String> around(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }
}
