package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Forgets what {@code login} kept. */
@Command(
        name = "logout",
        mixinStandardHelpOptions = true,
        description = {
            "Forgets the URL and the key of an installation.",
            "The key stays valid elsewhere; `hooklane keys revoke` ends it."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane logout --profile prod"})
final class LogoutCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The installation's name (default: ${DEFAULT-VALUE}).")
    private String profile = Profile.DEFAULT;

    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    LogoutCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (!Profiles.of(context).remove(profile)) {
            throw new CommandFailedException("there is no profile " + profile);
        }
        spec.commandLine()
                .getOut()
                .println(
                        json.isChosen()
                                ? JsonMapper.shared().createObjectNode().put("profile", profile)
                                : "logged out: profile " + profile + " is forgotten");
    }
}
