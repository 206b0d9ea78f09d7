package dev.hooklane.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    private final CommandContext context;

    LogoutCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (!Profiles.of(context).remove(profile)) {
            throw new CommandFailedException("there is no profile " + profile);
        }
        spec.commandLine().getOut().println("logged out: profile " + profile + " is forgotten");
    }
}
