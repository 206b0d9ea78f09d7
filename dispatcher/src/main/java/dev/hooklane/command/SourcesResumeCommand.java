package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Resumes sources. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Resumes sources: they continue where they stopped.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane sources resume orders"})
final class SourcesResumeCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The sources' names.")
    private List<String> names = List.of();

    private final CommandContext context;

    SourcesResumeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        SourceWishes.tell(names, "resume", "is resumed", api, context, format);
    }
}
