package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pauses sources. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Pauses sources: their topics are not read until they are resumed.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane sources pause orders"})
final class SourcesPauseCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The sources' names.")
    private List<String> names = List.of();

    private final CommandContext context;

    SourcesPauseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        SourceWishes.tell(names, "pause", "is paused", api, context, format);
    }
}
