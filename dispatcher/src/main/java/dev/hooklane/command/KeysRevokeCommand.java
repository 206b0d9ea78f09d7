package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Revokes keys. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Revokes API keys. The API rejects them from then on.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane keys revoke key_4m1k7rcn0v8w2x3y"})
final class KeysRevokeCommand implements Runnable {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private EachFormat format = new EachFormat();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The keys' ids.")
    private List<String> ids = List.of();

    private final CommandContext context;

    KeysRevokeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        confirmation.require(context, String.join(", ", ids) + " would be revoked");
        api.deleteEach(context, "/v1/keys/", ids, "revoked", format);
    }
}
