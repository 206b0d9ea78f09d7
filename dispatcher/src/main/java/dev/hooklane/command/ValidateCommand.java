package dev.hooklane.command;

import dev.hooklane.manifest.ManifestCheck;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks a manifest without an installation. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a manifest by its schema, without an installation. Each mistake is a line, with"
                    + " its place and value.",
            "What only an installation knows, such as its event types, is checked by `hooklane"
                    + " diff`."
        },
        footerHeading = "%n",
        footer = {
            "Example: in a pipeline, and for an editor",
            "  hooklane validate -f endpoints.yaml",
            "  hooklane validate --schema > hooklane.schema.json"
        })
final class ValidateCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @ArgGroup(multiplicity = "1")
    private Wish wish = new Wish();

    /** A file to check, or the schema to print. */
    static final class Wish {
        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "The manifest, or - for standard input.")
        private Optional<String> file = Optional.empty();

        @Option(names = "--schema", description = "Print the JSON Schema of manifests.")
        private boolean schema;
    }

    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    ValidateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        if (wish.schema) {
            spec.commandLine().getOut().print(ManifestCheck.schema());
            spec.commandLine().getOut().flush();
            return;
        }
        String file = wish.file.orElseThrow();
        List<String> problems = new ManifestCheck().problems(SecretText.whole(context, file));
        if (json.isChosen()) {
            ObjectNode found = JsonMapper.shared().createObjectNode().put("file", file);
            problems.forEach(found.putArray("problems")::add);
            spec.commandLine().getOut().println(found);
        }
        problems.forEach(each -> spec.commandLine().getErr().println(file + ": " + each));
        spec.commandLine().getErr().flush();
        if (!problems.isEmpty()) {
            throw new CommandFailedException(
                    "file %s has %d mistakes".formatted(file, problems.size()));
        }
        if (!json.isChosen()) {
            spec.commandLine().getOut().println(file + ": as it should be");
        }
    }
}
