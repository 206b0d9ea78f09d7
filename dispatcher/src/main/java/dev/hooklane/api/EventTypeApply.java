package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.catalogue.SchemaInForce;
import dev.hooklane.event.EventType;
import dev.hooklane.owner.Managed;
import dev.hooklane.problem.ProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes event types what a manifest says. Any thread may call it. */
final class EventTypeApply implements ManifestApply.Kind {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FIELDS = fieldsAnd(ManifestJson.ARCHIVED);
    private static final Set<String> BESIDE_FIELDS =
            Set.of(ManifestJson.KIND, ManifestJson.NAME, ManifestJson.REMOVE);

    /** What a field is that nobody chose, in a type that did not come with Hooklane. */
    private static final JsonNode DEFAULTS = JSON.readTree("{\"schema\":null,\"archived\":false}");

    private final Catalogue catalogue;
    private final EventTypeLog log;
    private final InstantSource clock;

    EventTypeApply(EventParts events, InstantSource clock) {
        this.catalogue = events.catalogue();
        this.log = events.typeLog();
        this.clock = clock;
    }

    private static Set<String> fieldsAnd(String other) {
        Set<String> names = new TreeSet<>(EventTypeDraft.FIELDS);
        names.add(other);
        return names;
    }

    @Override
    public Applied apply(Applied.Named named, JsonNode object, ManifestApply.Terms terms) {
        EventType type =
                Problem.invalidUnless(
                        ManifestJson.NAME,
                        () -> new EventType(object.path(ManifestJson.NAME).asString("")));
        AtomicReference<Applied> result =
                new AtomicReference<>(Applied.of(named, Applied.Outcome.UNCHANGED));
        log.alone(() ->
                result.set(
                        object.path(ManifestJson.REMOVE).asBoolean(false)
                                ? remove(named, type, terms)
                                : put(named, type, object, terms)));
        return result.get();
    }

    private Applied put(
            Applied.Named named, EventType type, JsonNode object, ManifestApply.Terms terms) {
        Optional<CatalogueType> before = catalogue.find(type);
        if (before.isEmpty()) {
            EventTypeDraft.requireRoom(type, catalogue);
        }
        ObjectNode wanted = ((ObjectNode) object).deepCopy();
        wanted.remove(BESIDE_FIELDS);
        Set<String> names = new TreeSet<>(wanted.propertyNames());
        FieldMerge merge = merge(type, before, terms);
        ObjectNode whole = ((ObjectNode) merge.live()).deepCopy();
        merge.dropped(names).forEach(field -> whole.set(field, merge.defaults().path(field)));
        whole.setAll(wanted);
        CatalogueType drafted = drafted(type, whole, before);
        JsonNode after = values(drafted);
        List<FieldMerge.Difference> differences =
                before.isEmpty() ? List.of() : merge.differences(after);
        if (!terms.force() && FieldMerge.conflicts(differences)) {
            return Applied.conflict(named, differences);
        }
        Managed managed = merge.after("", names, after);
        Applied.Outcome outcome =
                before.isEmpty() ? Applied.Outcome.CREATED : merge.outcome(differences, managed);
        if (!terms.dryRun() && outcome != Applied.Outcome.UNCHANGED) {
            log.put(drafted.withManaged(managed));
        }
        return Applied.of(named, outcome, differences);
    }

    private FieldMerge merge(
            EventType type, Optional<CatalogueType> before, ManifestApply.Terms terms) {
        return new FieldMerge(
                terms.owner(),
                before.map(CatalogueType::managed).orElse(Managed.NONE),
                before.map(EventTypeApply::values).orElseGet(JSON::createObjectNode),
                catalogue
                        .findFixed(type)
                        .map(EventTypeApply::values)
                        .orElse((ObjectNode) DEFAULTS));
    }

    private CatalogueType drafted(EventType type, JsonNode whole, Optional<CatalogueType> before) {
        JsonFields fields = ManifestRoutes.fields(whole, FIELDS);
        boolean archived = fields.has(ManifestJson.ARCHIVED) && fields.flag(ManifestJson.ARCHIVED);
        Instant now = EventTypeDraft.next(before, clock);
        return EventTypeDraft.archived(
                EventTypeDraft.read(type, fields).over(before, now), archived, now);
    }

    /** Returns what can be chosen of a type. */
    private static ObjectNode values(CatalogueType type) {
        ObjectNode values = JSON.createObjectNode();
        values.put("description", type.description());
        values.set("example", type.exampleJson());
        values.set(
                "schema",
                type.schema()
                        .map(SchemaInForce::schema)
                        .map(schema -> JSON.readTree(schema.json()))
                        .orElse(JSON.nullNode()));
        values.put(ManifestJson.ARCHIVED, type.isArchived());
        return values;
    }

    /**
     * Removes a type that is archived. One that came with Hooklane becomes again what it was then.
     */
    private Applied remove(Applied.Named named, EventType type, ManifestApply.Terms terms) {
        Optional<CatalogueType> before = catalogue.find(type);
        if (before.isEmpty()) {
            return Applied.of(named, Applied.Outcome.UNCHANGED);
        }
        CatalogueType live = before.get();
        boolean isFixed = catalogue.findFixed(type).isPresent();
        FieldMerge merge = merge(type, before, terms);
        if (!merge.mayRemove(terms.force())) {
            return Applied.notAlone(named, terms.owner());
        }
        List<FieldMerge.Difference> byHand =
                merge.differences(merge.defaults()).stream()
                        .filter(each -> each.conflict().isPresent())
                        .filter(each -> isFixed || !each.field().equals(ManifestJson.ARCHIVED))
                        .toList();
        if (!terms.force() && !byHand.isEmpty()) {
            return Applied.conflict(named, byHand);
        }
        if (!isFixed && !live.isArchived()) {
            throw Problem.conflict(
                    ProblemCode.TYPE_IN_USE,
                    "event type %s is in use; archive it before it is removed".formatted(type));
        }
        if (!terms.dryRun()) {
            log.remove(type);
        }
        return Applied.of(named, Applied.Outcome.REMOVED);
    }
}
