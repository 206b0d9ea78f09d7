package dev.hooklane.command;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that names the configuration file of an installation. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The configuration file; HOOKLANE_ environment variables override it.")
    private Path file = Path.of("");

    Path path(CommandContext context) {
        return context.folder().resolve(file);
    }

    HooklaneConfig read(CommandContext context, Map<String, String> overrides) {
        return ConfigReader.read(path(context), context.environment(), overrides);
    }
}
