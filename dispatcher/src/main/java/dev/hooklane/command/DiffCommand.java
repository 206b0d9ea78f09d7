package dev.hooklane.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what applying a manifest would change. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what `hooklane apply` would change: + to add, ~ to change, - to remove, = to own,"
                    + " ! what can't be done. Nothing is changed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is as the manifest says.",
            "4:Something is a conflict, or would be refused.",
            "5:There is something to apply."
        },
        footerHeading = "%n",
        footer = {
            "Example: in a pipeline, before the change is merged",
            "  hooklane diff -f endpoints.yaml --owner shop-team --prune"
        })
final class DiffCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private ManifestPlan wanted = new ManifestPlan();
    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    DiffCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        try (ManifestCalls calls = new ManifestCalls(api.client(context))) {
            ManifestPlan.Plan plan = wanted.make(context, calls);
            if (json.isChosen()) {
                ManifestPlan.printJson(plan.changes(), false, spec.commandLine().getOut());
            } else {
                ManifestPlan.print(plan.changes(), spec.commandLine().getOut());
            }
            if (plan.fails()) {
                return ExitCodes.ENDED_WITH_FAILURES;
            }
            return plan.changesAny() ? ExitCodes.DIFFERS : ExitCode.OK;
        }
    }
}
