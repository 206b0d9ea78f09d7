package dev.hooklane.command;

import dev.hooklane.manifest.Manifest;
import dev.hooklane.manifest.Section;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings back what a manifest has. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings back what `hooklane export` wrote: endpoints with the same ids and secrets, keys"
                    + " with the same texts.",
            "What exists already and is the same is left alone; what differs is left alone and"
                    + " named, so it may be called again.",
            "The installation needs the secrets.key of the one that was exported, and you the key of"
                    + " an operator."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All that the manifest has is there.",
            "4:Something differs or can't be opened; the lines on standard error name it."
        },
        footerHeading = "%n",
        footer = {
            "Example: a new cluster, with the key file of the lost one",
            "  hooklane topics apply --config hooklane.yaml",
            "  hooklane import -f hooklane-backup.yaml"
        })
final class ImportCommand implements Callable<Integer> {
    private static final String PATH = "/v1/manifest/restore";

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The manifest, or - for standard input.")
    private String file = "";

    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    ImportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        Manifest manifest = ManifestText.read(context, file);
        int refused = 0;
        ArrayNode sections = JsonMapper.shared().createArrayNode();
        try (ManifestCalls calls = new ManifestCalls(api.client(context))) {
            for (Section section : Section.values()) {
                refused += restore(calls, section, manifest, sections);
            }
        }
        if (json.isChosen()) {
            ObjectNode all = JsonMapper.shared().createObjectNode();
            all.set("sections", sections);
            spec.commandLine().getOut().println(all);
        }
        return refused == 0 ? ExitCode.OK : ExitCodes.ENDED_WITH_FAILURES;
    }

    private int restore(
            ManifestCalls calls, Section section, Manifest manifest, ArrayNode sections) {
        List<JsonNode> results =
                calls.post(PATH, ManifestCalls.forApi(manifest, section), UnaryOperator.identity());
        PrintWriter err = spec.commandLine().getErr();
        results.stream()
                .filter(result -> isResult(result, "refused"))
                .forEach(result -> err.println(result.path("detail").asString()));
        err.flush();
        int refused = count(results, "refused");
        if (!results.isEmpty() && json.isChosen()) {
            ObjectNode told = sections.addObject();
            told.put("section", section.label())
                    .put("restored", count(results, "restored"))
                    .put("unchanged", count(results, "unchanged"))
                    .put("refused", refused);
            ArrayNode details = told.putArray("refusals");
            results.stream()
                    .filter(result -> isResult(result, "refused"))
                    .forEach(result -> details.add(result.path("detail").asString("")));
        } else if (!results.isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%-11s %d restored, %d as they were, %d refused%n",
                            section.label(),
                            count(results, "restored"),
                            count(results, "unchanged"),
                            refused);
        }
        return refused;
    }

    private static int count(List<JsonNode> results, String wanted) {
        return (int) results.stream().filter(result -> isResult(result, wanted)).count();
    }

    private static boolean isResult(JsonNode result, String wanted) {
        return result.path("result").asString("").equals(wanted);
    }
}
