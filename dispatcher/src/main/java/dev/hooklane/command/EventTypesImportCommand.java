package dev.hooklane.command;

import dev.hooklane.manifest.Section;
import dev.hooklane.typeimport.ImportedType;
import dev.hooklane.typeimport.RegistrySubjects;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes event types of an AsyncAPI document, or of a schema registry. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Makes event types of the messages of an AsyncAPI document, 2.x or 3.x, or of the subjects"
                    + " of a schema registry: with description, JSON Schema and example.",
            "A type has the name that the message gives as `x-event-type`, or else its own. The plan"
                    + " shows + what is added, ~ what is changed, and ! what can't be, with the reason."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All event types are as they are described.",
            "1:Nothing was done: the description can't be read, or nobody agreed.",
            "4:Something is a conflict, or was refused; the rest is done."
        },
        footerHeading = "%n",
        footer = {
            "Example: look at the plan first",
            "  hooklane event-types import -f asyncapi.yaml --dry-run",
            "  hooklane event-types import -f asyncapi.yaml --yes",
            "Example: of a registry",
            "  hooklane event-types import --registry http://registry:8081 --subjects 'orders-*'"
        })
final class EventTypesImportCommand implements Callable<Integer> {
    private static final String PATH = "/v1/manifest/apply";

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private JsonOption json = new JsonOption();

    @ArgGroup(multiplicity = "1")
    private Origin origin = new Origin();

    /** Where the messages are described. */
    static final class Origin {
        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                required = true,
                description = "The AsyncAPI document, or - for standard input.")
        private Optional<String> file = Optional.empty();

        @ArgGroup(exclusive = false)
        private RegistryOptions registry = new RegistryOptions();
    }

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description =
                    "Whose types they are. What others changed since is a conflict, and stays"
                            + " (default: ${DEFAULT-VALUE}).")
    private String owner = "default";

    @Option(names = "--force", description = "Overwrite what is a conflict.")
    private boolean force;

    @Option(names = "--dry-run", description = "Show the plan, and change nothing.")
    private boolean dryRun;

    private final CommandContext context;

    EventTypesImportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        List<ObjectNode> objects = new ArrayList<>();
        List<PlannedChange> refused = new ArrayList<>();
        for (ImportedType type : types()) {
            switch (type) {
                case ImportedType.Described(_, ObjectNode fields) -> objects.add(object(fields));
                case ImportedType.Refused(String name, String reason) ->
                        refused.add(refusal(name, reason));
            }
        }
        try (ManifestCalls calls = new ManifestCalls(api.client(context))) {
            ManifestPlan.Plan plan = new ManifestPlan.Plan(objects, post(calls, objects, true));
            show(join(plan.changes(), refused));
            List<PlannedChange> done = List.of();
            if (!dryRun && plan.changesAny()) {
                confirmation.require(
                        context,
                        "%d event types would be added, and %d changed"
                                .formatted(
                                        plan.count("created"),
                                        plan.changing().size() - plan.count("created")));
                done = post(calls, plan.changing(), false);
            }
            return end(join(plan.after(done), refused), done);
        }
    }

    private List<ImportedType> types() {
        return origin.file.map(this::ofFile).orElseGet(() -> ofRegistry(origin.registry));
    }

    private List<ImportedType> ofFile(String file) {
        List<ImportedType> types;
        try {
            types = ImportedType.ofAsyncApi(SecretText.whole(context, file));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("file %s: %s".formatted(file, e.getMessage()), e);
        }
        if (types.isEmpty()) {
            throw new CommandFailedException("file %s has no messages".formatted(file));
        }
        return types;
    }

    private List<ImportedType> ofRegistry(RegistryOptions options) {
        List<ImportedType> types;
        try (RegistrySubjects subjects = options.open(context)) {
            types = subjects.types(options.subjects());
        } catch (RegistrySubjects.RegistryException | IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        if (types.isEmpty()) {
            throw new CommandFailedException(
                    "the registry at %s has no subject %s"
                            .formatted(options.url(), options.subjects()));
        }
        return types;
    }

    private static ObjectNode object(ObjectNode fields) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        object.put("kind", Section.EVENT_TYPES.kind());
        object.setAll(fields);
        return object;
    }

    /** Returns what the API would say of it. */
    private static PlannedChange refusal(String name, String reason) {
        return new PlannedChange(
                JsonMapper.shared()
                        .createObjectNode()
                        .put("kind", Section.EVENT_TYPES.kind())
                        .put("name", name)
                        .put("result", "refused")
                        .put("detail", reason));
    }

    private List<PlannedChange> post(
            ManifestCalls calls, List<ObjectNode> objects, boolean asksOnly) {
        UnaryOperator<ObjectNode> more =
                body -> body.put("owner", owner).put("dryRun", asksOnly).put("force", force);
        List<JsonNode> results =
                asksOnly ? calls.ask(PATH, objects, more) : calls.post(PATH, objects, more);
        return results.stream().map(PlannedChange::new).toList();
    }

    private static List<PlannedChange> join(
            List<PlannedChange> changes, List<PlannedChange> refused) {
        List<PlannedChange> all = new ArrayList<>(changes);
        all.addAll(refused);
        return all;
    }

    private void show(List<PlannedChange> planned) {
        if (json.isChosen()) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        planned.stream().flatMap(each -> each.lines().stream()).forEach(out::println);
        out.printf(
                "%d to add, %d to change, %d conflicts, %d refused, %d as they should be%n",
                count(planned, "created"),
                count(planned, "changed") + count(planned, "adopted"),
                count(planned, "conflict"),
                count(planned, "refused"),
                count(planned, "unchanged"));
        out.flush();
    }

    private int end(List<PlannedChange> all, List<PlannedChange> done) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isChosen()) {
            ManifestPlan.printJson(all, !dryRun, out);
        } else {
            // What changed between plan and import.
            done.stream()
                    .filter(PlannedChange::fails)
                    .flatMap(each -> each.lines().stream())
                    .forEach(out::println);
        }
        return all.stream().anyMatch(PlannedChange::fails)
                ? ExitCodes.ENDED_WITH_FAILURES
                : ExitCode.OK;
    }

    private static long count(List<PlannedChange> changes, String outcome) {
        return changes.stream().filter(each -> each.is(outcome)).count();
    }
}
