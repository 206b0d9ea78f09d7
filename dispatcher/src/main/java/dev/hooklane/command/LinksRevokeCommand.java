package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Revokes portal links. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Revokes portal links, and ends the sessions that they opened.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane links revoke lnk_4m1k7rcn0v8w2x3y"})
final class LinksRevokeCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The links' ids.")
    private List<String> ids = List.of();

    private final CommandContext context;

    LinksRevokeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        confirmation.require(context, String.join(", ", ids) + " would be revoked");
        api.deleteEach(context, "/v1/portal-links/", ids, "revoked", format);
    }
}
