package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels replays. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Cancels replays: nothing more is sent. Deliveries already on their way"
                        + " still arrive.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane replays cancel rpl_4m1k7rcn0v8w2x3y"})
final class ReplaysCancelCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The replays' ids.")
    private List<String> ids = List.of();

    private final CommandContext context;

    ReplaysCancelCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        ReplayWishes.tell(ids, "cancel", api, context, format);
    }
}
