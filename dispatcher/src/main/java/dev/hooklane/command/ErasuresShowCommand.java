package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one erasure. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the progress of an erasure, and when the last copy will be gone.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane erasures show ers_4m1k7rcn0v8w2x3y"})
final class ErasuresShowCommand implements Runnable {
    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "ID", description = "The erasure's id.")
    private String id = "";

    private final CommandContext context;

    ErasuresShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(context, "/v1/erasures/" + ApiClient.encoded(id), ErasureReport::print);
    }
}
