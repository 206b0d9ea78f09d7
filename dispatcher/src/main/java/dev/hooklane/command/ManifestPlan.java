package dev.hooklane.command;

import dev.hooklane.manifest.Manifest;
import dev.hooklane.manifest.Section;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The options that say which manifest is compared and for whom, and what it would change. */
final class ManifestPlan {
    private static final String PATH = "/v1/manifest/apply";
    private static final int PAGE = 1_000;
    private static final List<String> OUTCOMES =
            List.of("created", "changed", "removed", "adopted", "conflict", "refused", "unchanged");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The manifest, or - for standard input.")
    private String file = "";

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            description =
                    "Whose manifest it is. Fields that the same owner applied are changed; those of"
                            + " others are conflicts (default: ${DEFAULT-VALUE}).")
    private String owner = "default";

    @Option(
            names = "--prune",
            description = "Remove endpoints that the owner applied and the manifest no longer has.")
    private boolean prune;

    @Option(
            names = "--force",
            description = "Overwrite what is a conflict, and own it from then on.")
    private boolean force;

    /** The changes, and the objects that make them. */
    record Plan(List<ObjectNode> objects, List<PlannedChange> changes) {
        long count(String outcome) {
            return changes.stream().filter(each -> each.is(outcome)).count();
        }

        boolean changesAny() {
            return changes.stream().anyMatch(PlannedChange::changes);
        }

        boolean fails() {
            return changes.stream().anyMatch(PlannedChange::fails);
        }

        /** Returns what a run of this plan sends: all that changes. */
        List<ObjectNode> changing() {
            List<ObjectNode> changing = new ArrayList<>();
            for (int i = 0; i < objects.size(); i++) {
                if (changes.get(i).changes()) {
                    changing.add(objects.get(i));
                }
            }
            return changing;
        }

        /**
         * Returns the changes as they came about.
         *
         * @param done the results of those that were made, in the order of {@link #changing}
         */
        List<PlannedChange> after(List<PlannedChange> done) {
            List<PlannedChange> after = new ArrayList<>();
            Iterator<PlannedChange> results = done.iterator();
            for (PlannedChange each : changes) {
                after.add(each.changes() && results.hasNext() ? results.next() : each);
            }
            return after;
        }
    }

    /** Returns what the manifest would change. */
    Plan make(CommandContext context, ManifestCalls calls) {
        Manifest manifest = ManifestText.read(context, file);
        for (Section other : List.of(Section.EVENT_TYPES, Section.QUOTAS, Section.KEYS)) {
            if (!manifest.of(other).isEmpty()) {
                command.commandLine()
                        .getErr()
                        .println(
                                "%s are left alone: only endpoints are applied"
                                        .formatted(other.label()));
            }
        }
        List<ObjectNode> objects =
                new ArrayList<>(ManifestCalls.forApi(manifest, Section.ENDPOINTS));
        if (prune) {
            objects.addAll(gone(calls, objects));
        }
        return new Plan(objects, post(calls, objects, true));
    }

    /** Does what was planned, and returns what became of it. */
    List<PlannedChange> apply(ManifestCalls calls, Plan plan) {
        return post(calls, plan.changing(), false);
    }

    private List<PlannedChange> post(
            ManifestCalls calls, List<ObjectNode> objects, boolean dryRun) {
        return calls
                .post(
                        PATH,
                        objects,
                        body -> body.put("owner", owner).put("dryRun", dryRun).put("force", force))
                .stream()
                .map(PlannedChange::new)
                .toList();
    }

    private List<ObjectNode> gone(ManifestCalls calls, List<ObjectNode> objects) {
        Set<String> kept = new HashSet<>();
        objects.forEach(each -> {
            kept.add(each.path("id").asString(""));
            kept.add(key(each));
        });
        List<ObjectNode> gone = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    calls.client()
                            .get(
                                    "/v1/manifest/owned",
                                    Map.of(
                                            "owner",
                                            owner,
                                            "limit",
                                            Integer.toString(PAGE),
                                            "cursor",
                                            cursor));
            for (JsonNode each : page.path("objects")) {
                if (!kept.contains(each.path("id").asString()) && !kept.contains(key(each))) {
                    gone.add(
                            JsonMapper.shared()
                                    .createObjectNode()
                                    .put("kind", Section.ENDPOINTS.kind())
                                    .put("id", each.path("id").asString())
                                    .put("remove", true));
                }
            }
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return gone;
    }

    private static String key(JsonNode object) {
        String name = object.path("name").asString("");
        return name.isEmpty() ? "" : object.path("account").asString("") + "/" + name;
    }

    /**
     * Prints the changes as JSON. Secrets of new endpoints are left out, as they are not printed
     * for people either.
     *
     * @param applied whether they were made
     */
    static void printJson(List<PlannedChange> changes, boolean applied, PrintWriter out) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("applied", applied);
        ObjectNode counts = json.putObject("counts");
        OUTCOMES.forEach(outcome -> counts.put(outcome, count(changes, outcome)));
        ArrayNode results = json.putArray("results");
        changes.forEach(each -> results.add(each.withoutSecret()));
        out.println(json);
        out.flush();
    }

    /** Prints the changes, and how many there are. */
    static void print(List<PlannedChange> changes, PrintWriter out) {
        changes.stream().flatMap(each -> each.lines().stream()).forEach(out::println);
        out.printf(
                "%d to add, %d to change, %d to remove, %d to own, %d conflicts, %d refused, %d as"
                        + " they should be%n",
                count(changes, "created"),
                count(changes, "changed"),
                count(changes, "removed"),
                count(changes, "adopted"),
                count(changes, "conflict"),
                count(changes, "refused"),
                count(changes, "unchanged"));
        out.flush();
    }

    private static long count(List<PlannedChange> changes, String outcome) {
        return changes.stream().filter(each -> each.is(outcome)).count();
    }
}
