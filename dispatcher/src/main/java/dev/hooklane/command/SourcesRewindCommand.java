package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Makes sources begin anew. */
@Command(
        name = "rewind",
        mixinStandardHelpOptions = true,
        description = {
            "Makes sources read all their partitions from another place on.",
            "Events keep their ids. Those that were published within the last day are not delivered"
                    + " again; older ones are."
        },
        footerHeading = "%n",
        footer = {
            "Example: read what came in the last six hours once more",
            "  hooklane sources rewind orders --to -6h"
        })
final class SourcesRewindCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The sources' names.")
    private List<String> names = List.of();

    @Option(
            names = "--to",
            paramLabel = "PLACE",
            required = true,
            description =
                    "earliest, latest, a duration before now such as -1h, or a time in RFC 3339.")
    private String to = "";

    private final CommandContext context;

    SourcesRewindCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        confirmation.require(
                context, "%s would be read from %s on".formatted(String.join(", ", names), to));
        SourceWishes.tell(
                names,
                "rewind",
                JsonMapper.shared().createObjectNode().put("to", to),
                "is read from %s on".formatted(to),
                api,
                context,
                format);
    }
}
