package dev.hooklane.command;

import picocli.CommandLine.Option;

/** The option by which a command prints what it did as JSON. */
final class JsonOption {
    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean chosen;

    boolean isChosen() {
        return chosen;
    }
}
