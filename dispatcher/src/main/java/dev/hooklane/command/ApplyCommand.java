package dev.hooklane.command;

import dev.hooklane.command.dev.SecretFile;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Makes event types, quotas, endpoints and keys what a manifest says. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Makes event types, quotas, endpoints and keys what a manifest says, each whole or not at"
                    + " all.",
            "What was changed by hand since the owner applied it is a conflict: it is named, and"
                    + " stays."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is as the manifest says.",
            "1:Nothing was done: there are more changes than --max-changes allows, or nobody agreed.",
            "4:Something is a conflict, or was refused; the rest is done."
        },
        footerHeading = "%n",
        footer = {
            "Example: in a pipeline, after the change is merged",
            "  hooklane apply -f endpoints.yaml --owner shop-team --prune --max-changes 50 --yes \\",
            "    --secrets-file new-secrets.txt"
        })
final class ApplyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private ManifestPlan wanted = new ManifestPlan();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--max-changes",
            paramLabel = "COUNT",
            description = "Do nothing if more objects than that would be changed.")
    private Optional<Integer> maxChanges = Optional.empty();

    @Option(names = "--dry-run", description = "Show the plan, as `hooklane diff` does.")
    private boolean dryRun;

    @Option(
            names = "--secrets-file",
            paramLabel = "FILE",
            description =
                    "Where the secrets of new endpoints and the texts of new keys are written, readable"
                            + " for its owner alone: id, name and secret. They are shown nowhere"
                            + " else.")
    private Optional<Path> secretsFile = Optional.empty();

    private final CommandContext context;

    ApplyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        PrintWriter out = spec.commandLine().getOut();
        try (ManifestCalls calls = new ManifestCalls(api.client(context))) {
            ManifestPlan.Plan plan = wanted.make(context, calls);
            if (!json.isChosen()) {
                ManifestPlan.print(plan.changes(), out);
            }
            List<PlannedChange> done = List.of();
            if (!dryRun && plan.changesAny()) {
                agree(plan);
                done = wanted.apply(calls, plan);
                keepSecrets(done);
            }
            if (json.isChosen()) {
                ManifestPlan.printJson(plan.after(done), !dryRun, out);
            } else {
                // What changed between plan and apply.
                done.stream()
                        .filter(PlannedChange::fails)
                        .flatMap(each -> each.lines().stream())
                        .forEach(out::println);
            }
            boolean fails = plan.fails() || done.stream().anyMatch(PlannedChange::fails);
            return fails ? ExitCodes.ENDED_WITH_FAILURES : ExitCode.OK;
        }
    }

    private void agree(ManifestPlan.Plan plan) {
        int changes = plan.changing().size();
        if (maxChanges.isPresent() && changes > maxChanges.get()) {
            throw new CommandFailedException(
                    "%d objects would be changed, --max-changes is %d; nothing was done"
                            .formatted(changes, maxChanges.get()));
        }
        long removed = plan.count("removed");
        if (removed > 0) {
            confirmation.require(
                    context, "%d objects would be removed, for ever".formatted(removed));
        }
    }

    private void keepSecrets(List<PlannedChange> done) {
        List<String> secrets =
                done.stream()
                        .map(PlannedChange::result)
                        .filter(each -> !each.path("secret").asString("").isEmpty())
                        .map(each ->
                                "%s %s %s%n"
                                        .formatted(
                                                each.path("id").asString(),
                                                fullName(each),
                                                each.path("secret").asString()))
                        .toList();
        if (secrets.isEmpty()) {
            return;
        }
        if (secretsFile.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%d new endpoints and keys have secrets that were not kept"
                                    + " (--secrets-file); `hooklane endpoints rotate-secret` makes"
                                    + " others, and a key of another name is a new one%n",
                            secrets.size());
            return;
        }
        try {
            new SecretFile(context.folder().resolve(secretsFile.get()))
                    .write(secrets.stream().collect(Collectors.joining()));
        } catch (UncheckedIOException e) {
            throw new CommandFailedException(e.getMessage() + ": " + e.getCause());
        }
    }

    private static String fullName(JsonNode made) {
        String account = made.path("account").asString("");
        return (account.isEmpty() ? "" : account + "/") + made.path("name").asString();
    }
}
