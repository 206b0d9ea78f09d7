package dev.hooklane.command;

import dev.hooklane.manifest.Manifest;
import dev.hooklane.manifest.Section;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;
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
            description =
                    "Remove what the owner applied and the manifest no longer has. An event type has"
                            + " to be archived before, and a key is revoked.")
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
        Map<Section, List<ObjectNode>> all = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            all.put(section, new ArrayList<>(ManifestCalls.forApi(manifest, section)));
        }
        if (prune) {
            gone(calls, all);
        }
        return plan(calls, all);
    }

    /** Does what was planned, and returns what became of it. */
    List<PlannedChange> apply(ManifestCalls calls, Plan plan) {
        Map<Section, List<ObjectNode>> changing = new EnumMap<>(Section.class);
        for (ObjectNode each : plan.changing()) {
            changing.computeIfAbsent(section(each), _ -> new ArrayList<>()).add(each);
        }
        List<PlannedChange> done = new ArrayList<>();
        // One after another, as endpoints ask for event types and are within quotas.
        changing.values().forEach(objects -> done.addAll(post(calls, objects, false, List.of())));
        return done;
    }

    private Plan plan(ManifestCalls calls, Map<Section, List<ObjectNode>> all) {
        List<ObjectNode> objects = new ArrayList<>();
        List<PlannedChange> changes = new ArrayList<>();
        List<String> types = new ArrayList<>();
        all.forEach((section, each) -> {
            List<PlannedChange> planned = post(calls, each, true, types);
            if (section == Section.EVENT_TYPES) {
                types.addAll(usable(each, planned));
            }
            objects.addAll(each);
            changes.addAll(planned);
        });
        return new Plan(objects, changes);
    }

    /** Returns the types that endpoints may choose once the plan is carried out. */
    private static List<String> usable(List<ObjectNode> types, List<PlannedChange> planned) {
        List<String> usable = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            ObjectNode type = types.get(i);
            boolean isRemoved = type.has("remove") || type.path("archived").asBoolean(false);
            if (planned.get(i).changes() && !isRemoved) {
                usable.add(type.path("name").asString(""));
            }
        }
        return usable;
    }

    private static Section section(JsonNode object) {
        return Section.ofKind(object.path("kind").asString("")).orElseThrow();
    }

    private List<PlannedChange> post(
            ManifestCalls calls, List<ObjectNode> objects, boolean dryRun, List<String> types) {
        UnaryOperator<ObjectNode> more =
                body -> {
                    body.put("owner", owner).put("dryRun", dryRun).put("force", force);
                    if (!types.isEmpty()) {
                        ArrayNode planned = body.putArray("plannedTypes");
                        types.forEach(planned::add);
                    }
                    return body;
                };
        List<JsonNode> results =
                dryRun ? calls.ask(PATH, objects, more) : calls.post(PATH, objects, more);
        return results.stream().map(PlannedChange::new).toList();
    }

    /** Adds removals of what the owner applied and the manifest no longer has. */
    private void gone(ManifestCalls calls, Map<Section, List<ObjectNode>> all) {
        Set<String> kept = new HashSet<>();
        all.values().stream()
                .flatMap(List::stream)
                .forEach(each -> {
                    kept.add(each.path("id").asString(""));
                    kept.add(key(each));
                });
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
                String id = each.path("id").asString("");
                boolean isKept =
                        (!id.isEmpty() && kept.contains(id))
                                || (!key(each).isEmpty() && kept.contains(key(each)));
                if (!isKept) {
                    all.computeIfAbsent(section(each), _ -> new ArrayList<>()).add(removal(each));
                }
            }
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
    }

    private static ObjectNode removal(JsonNode owned) {
        ObjectNode removal = JsonMapper.shared().createObjectNode();
        removal.set("kind", owned.path("kind"));
        for (String name : List.of("id", "account", "name")) {
            if (!owned.path(name).asString("").isEmpty()) {
                removal.set(name, owned.path(name));
            }
        }
        return removal.put("remove", true);
    }

    /** Returns by what manifests know an object, where they don't know its id. */
    private static String key(JsonNode object) {
        String name = object.path("name").asString("");
        String account = object.path("account").asString("");
        boolean isNameless = name.isEmpty() && section(object) != Section.QUOTAS;
        return isNameless ? "" : String.join("/", object.path("kind").asString(""), account, name);
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
