package dev.hooklane.config;

import java.util.List;

/** Lists every problem of the configuration, one line each. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public InvalidConfigException(List<String> problems) {
        super(
                problems.size() == 1
                        ? "configuration: " + problems.getFirst()
                        : "configuration has %d problems:\n  %s"
                                .formatted(problems.size(), String.join("\n  ", problems)));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns one line for each problem: the key, its value unless it is a secret, and what is
     * allowed.
     */
    public List<String> problems() {
        return problems;
    }
}
