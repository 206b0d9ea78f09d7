package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Retries dead letters, with one attempt each. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Retries dead letters, with one attempt each. A delivery that fails again is a dead"
                    + " letter again.",
            "A dead letter that can't be retried is reported; the others are still retried."
        },
        footerHeading = "%n",
        footer = {
            "Example:",
            "  hooklane dead-letters retry dlv_06c2x8m1p44m1k7rcn0v8w2x3y9q2f5h7k1m3p"
        })
final class DeadLettersRetryCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The deliveries' ids.")
    private List<String> ids = List.of();

    @Mixin private EachFormat format = new EachFormat();

    private final CommandContext context;

    DeadLettersRetryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        ObjectNode all = JsonMapper.shared().createObjectNode();
        ArrayNode retried = all.putArray("retried");
        ArrayNode refused = all.putArray("refused");
        try (ApiClient client = api.client(context)) {
            for (String id : ids) {
                try {
                    JsonNode accepted =
                            client.post(
                                    "/v1/deliveries/" + ApiClient.encoded(id) + "/retry",
                                    JsonMapper.shared().createObjectNode());
                    retried.add(accepted);
                    if (!format.isObject()) {
                        spec.commandLine()
                                .getOut()
                                .println(
                                        format.isLines()
                                                ? accepted
                                                : "%s: attempt %s follows"
                                                        .formatted(
                                                                id,
                                                                accepted.path("attempt")
                                                                        .asString("")));
                    }
                } catch (ApiException e) {
                    if (e.status() == ApiException.NO_ANSWER) {
                        throw e;
                    }
                    ErrorLine.print(spec.commandLine(), id + ": " + e.getMessage());
                    ObjectNode refusal =
                            refused.addObject().put("delivery", id).put("detail", e.detail());
                    if (format.isLines()) {
                        spec.commandLine().getOut().println(refusal);
                    }
                }
            }
        }
        if (format.isObject()) {
            spec.commandLine().getOut().println(all);
        }
        return refused.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
