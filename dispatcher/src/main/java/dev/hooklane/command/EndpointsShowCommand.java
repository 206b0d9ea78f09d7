package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.event.VisibleText;
import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one endpoint. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows an endpoint, one field per line. Secrets and the values of headers are"
                        + " never shown.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane endpoints show ep_4m1k7rcn0v8w2x3y"})
final class EndpointsShowCommand implements Runnable {
    @Mixin private ApiItem item = new ApiItem();

    @Parameters(paramLabel = "ID", description = "The endpoint's id.")
    private String id = "";

    private final CommandContext context;

    EndpointsShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        item.print(context, "/v1/endpoints/" + ApiClient.encoded(id), EndpointsShowCommand::print);
    }

    /** Prints an endpoint as people read it. */
    static void print(JsonNode endpoint, PrintWriter out) {
        line(out, "endpoint", endpoint.path("id").asString(""));
        line(out, "account", endpoint.path("account").asString(""));
        line(out, "url", endpoint.path("url").asString(""));
        line(out, "description", VisibleText.line(endpoint.path("description").asString("")));
        line(out, "state", state(endpoint));
        line(out, "events", joined(endpoint.path("eventTypes")));
        line(out, "filter", given(endpoint.path("filter"), "none"));
        line(
                out,
                "headers",
                endpoint.path("headers")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", ")));
        line(out, "token", endpoint.path("authorization").path("tokenUrl").asString("none"));
        line(out, "certificates", endpoint.path("tls").path("expiresAt").asString("none"));
        line(out, "timeout", endpoint.path("timeout").asString("default"));
        line(out, "in flight", given(endpoint.path("maxInFlight"), "default"));
        line(out, "rate", rate(endpoint.path("rateLimit")));
        line(out, "ordered", endpoint.path("ordered").asBoolean(false) ? "yes" : "no");
        line(
                out,
                "schedule",
                endpoint.path("schedule").isArray()
                        ? joined(endpoint.path("schedule"))
                        : "default");
        line(out, "signature", endpoint.path("signature").asString("hmac"));
        line(out, "created", endpoint.path("createdAt").asString(""));
        line(out, "updated", endpoint.path("updatedAt").asString(""));
    }

    private static String state(JsonNode endpoint) {
        String state = endpoint.path("state").asString("");
        String failing = endpoint.path("failingSince").asString("");
        return failing.isEmpty() ? state : "%s, failing since %s".formatted(state, failing);
    }

    private static String rate(JsonNode limit) {
        return limit.isObject()
                ? "%s/s, %s at once".formatted(limit.path("perSecond"), limit.path("burst"))
                : "no limit";
    }

    private static String joined(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String given(JsonNode value, String otherwise) {
        return value.isNull() || value.isMissingNode() ? otherwise : value.toString();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("%-13s %s".formatted(name, value).stripTrailing());
    }
}
