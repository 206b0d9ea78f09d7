package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes sources. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Removes sources, and how far they have read. Events that were published are still"
                        + " delivered.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane sources remove orders"})
final class SourcesRemoveCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The sources' names.")
    private List<String> names = List.of();

    private final CommandContext context;

    SourcesRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        confirmation.require(context, String.join(", ", names) + " would be removed");
        api.deleteEach(context, "/v1/sources/", names, "removed", format);
    }
}
