package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Resumes replays. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Resumes paused replays.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane replays resume rpl_4m1k7rcn0v8w2x3y"})
final class ReplaysResumeCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The replays' ids.")
    private List<String> ids = List.of();

    private final CommandContext context;

    ReplaysResumeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ReplayWishes.tell(ids, "resume", api, context, format);
    }
}
