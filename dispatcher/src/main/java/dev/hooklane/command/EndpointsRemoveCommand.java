package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes endpoints. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Removes endpoints. Nothing more is sent to them, and their waiting"
                        + " deliveries are cancelled.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane endpoints remove ep_4m1k7rcn0v8w2x3y"})
final class EndpointsRemoveCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The endpoints' ids.")
    private List<String> ids = List.of();

    private final CommandContext context;

    EndpointsRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        confirmation.require(context, String.join(", ", ids) + " would be removed");
        api.deleteEach(context, "/v1/endpoints/", ids, "removed", format);
    }
}
