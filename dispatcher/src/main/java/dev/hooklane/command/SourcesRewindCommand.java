package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes sources begin anew. */
@Command(
        name = "rewind",
        mixinStandardHelpOptions = true,
        description = {
            "Makes sources read all their partitions from another place on, or one partition from an"
                    + " offset on, forwards or back.",
            "Events keep their ids. Those that were published within the last day are not delivered"
                    + " again; older ones are."
        },
        footerHeading = "%n",
        footer = {
            "Example: read what came in the last six hours once more",
            "  hooklane sources rewind orders --to -6h",
            "Example: pass over the record at offset 1041 of one partition",
            "  hooklane sources rewind orders --topic shop.orders.v3 --partition 3 --offset 1042"
        })
final class SourcesRewindCommand implements Runnable {
    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The sources' names.")
    private List<String> names = List.of();

    @ArgGroup(multiplicity = "1")
    private RewindPlace place = new RewindPlace();

    private final CommandContext context;

    SourcesRewindCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (place.isOnePartition() && names.size() > 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "--partition is one of one source, not of %d".formatted(names.size()));
        }
        if (!confirmation.isGiven()) {
            context.silenceLog();
            try (ApiClient client = api.client(context)) {
                confirmation.require(context, place.effect(String.join(", ", names), client));
            }
        }
        SourceWishes.tell(names, "rewind", place.body(), place::done, api, context, format);
    }
}
