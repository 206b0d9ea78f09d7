package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pauses replays. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Pauses replays: nothing more is sent until they are resumed.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane replays pause rpl_4m1k7rcn0v8w2x3y"})
final class ReplaysPauseCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The replays' ids.")
    private List<String> ids = List.of();

    private final CommandContext context;

    ReplaysPauseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ReplayWishes.tell(ids, "pause", api, context, format);
    }
}
