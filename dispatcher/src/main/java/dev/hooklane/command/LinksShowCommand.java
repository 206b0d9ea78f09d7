package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one portal link. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows who a portal link is for, who made it, and who opened it.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane links show lnk_4m1k7rcn0v8w2x3y"})
final class LinksShowCommand implements Runnable {
    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "ID", description = "The link's id.")
    private String id = "";

    private final CommandContext context;

    LinksShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(context, "/v1/portal-links/" + ApiClient.encoded(id), LinksShowCommand::print);
    }

    private static void print(JsonNode link, PrintWriter out) {
        line(out, "link", link.path("id").asString());
        line(out, "for", link.path("name").asString());
        line(out, "account", link.path("account").asString());
        line(
                out,
                "abilities",
                link.path("abilities")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", ")));
        line(out, "state", link.path("state").asString());
        line(
                out,
                "made",
                "%s by %s"
                        .formatted(link.path("madeAt").asString(), link.path("madeBy").asString()));
        line(out, "expires", link.path("expiresAt").asString());
        link.path("usedAt")
                .stringValueOpt()
                .ifPresent(at ->
                        line(
                                out,
                                "opened",
                                "%s from %s"
                                        .formatted(
                                                at,
                                                link.path("usedFrom")
                                                        .asString("an unknown address"))));
        link.path("revokedAt").stringValueOpt().ifPresent(at -> line(out, "revoked", at));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("%-10s %s".formatted(name, value));
    }
}
