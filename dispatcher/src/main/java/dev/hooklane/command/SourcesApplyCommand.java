package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.manifest.SourceFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes sources what files say. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Adds sources, or changes them to what files say. All files are checked before the first"
                    + " source is changed.",
            "A source that is changed continues where it is: `begin` counts only for a new one."
        },
        footerHeading = "%n",
        footer = {
            "Example: try the source first, then apply it",
            "  hooklane sources try -f orders.yaml --from -1h",
            "  hooklane sources apply -f orders.yaml"
        })
final class SourcesApplyCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();

    @ArgGroup(multiplicity = "1")
    private Wish wish = new Wish();

    /** Files to apply, or the schema to print. */
    static final class Wish {
        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "A file that describes a source, or - for standard input.")
        private List<String> files = List.of();

        @Option(names = "--schema", description = "Print the JSON Schema of such files.")
        private boolean schema;
    }

    private final CommandContext context;

    SourcesApplyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        PrintWriter out = spec.commandLine().getOut();
        if (wish.schema) {
            out.print(SourceFile.schema());
            out.flush();
            return;
        }
        List<SourceFile> sources = new ArrayList<>();
        wish.files.forEach(file -> sources.add(SourceFiles.read(context, file)));
        try (ApiClient client = api.client(context)) {
            format.each(
                    sources,
                    "sources",
                    source ->
                            client.put(
                                    "/v1/sources/" + ApiClient.encoded(source.name()),
                                    source.body()),
                    (applied, lines) ->
                            lines.println(
                                    "source %s is applied, and %s"
                                            .formatted(
                                                    applied.path("name").asString(""),
                                                    SourcesListCommand.state(applied))));
        }
    }
}
