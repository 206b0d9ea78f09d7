package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.catalogue.SchemaInForce;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.owner.Managed;
import dev.hooklane.problem.ProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The checked parts of a request about an event type.
 *
 * @param example compact JSON
 */
record EventTypeDraft(
        EventType type, String description, String example, Optional<DataSchema> schema) {
    private static final String DESCRIPTION = "description";
    private static final String EXAMPLE = "example";
    private static final String SCHEMA = "schema";
    static final Set<String> FIELDS = new TreeSet<>(Set.of(DESCRIPTION, EXAMPLE, SCHEMA));

    /**
     * Reads the parts from a body.
     *
     * @throws ProblemException for the first part that breaks a rule
     */
    static EventTypeDraft read(EventType type, JsonFields fields) {
        String description = fields.required(DESCRIPTION);
        JsonNode example =
                fields.json(EXAMPLE)
                        .orElseThrow(() ->
                                Problem.invalid(
                                        EXAMPLE,
                                        "example is missing; it is the data of a sample event"));
        Optional<DataSchema> schema =
                fields.json(SCHEMA)
                        .filter(json -> !json.isNull())
                        .map(json -> Problem.invalidUnless(SCHEMA, () -> DataSchema.read(json)));
        if (schema.isPresent() && Catalogue.isOwn(type)) {
            throw Problem.invalid(
                    SCHEMA, "event type %s is Hooklane's own and has no schema".formatted(type));
        }
        String compact =
                Problem.invalidUnless(EXAMPLE, () -> CatalogueType.example(type, example, schema));
        EventTypeDraft draft = new EventTypeDraft(type, description, compact, schema);
        Problem.invalidUnless(DESCRIPTION, () -> draft.over(Optional.empty(), Instant.EPOCH));
        return draft;
    }

    /**
     * Refuses a new type that can't be added.
     *
     * @throws ProblemException if the catalogue is full, the group is reserved for Hooklane's own
     *     types, or there is the same name in other letters
     */
    static void requireRoom(EventType type, Catalogue catalogue) {
        if (EventTypes.isOwnGroup(type.group().toLowerCase(Locale.ROOT))) {
            throw Problem.conflict(
                    ProblemCode.BUILT_IN_TYPE,
                    "event type %s can't be added: the types of the group %s are Hooklane's own"
                            .formatted(type, type.group().toLowerCase(Locale.ROOT)));
        }
        catalogue.all().stream()
                .map(each -> each.type().value())
                .filter(type.value()::equalsIgnoreCase)
                .findFirst()
                .ifPresent(other -> {
                    throw Problem.conflict(
                            ProblemCode.EXISTS_ALREADY,
                            "event type %s can't be added: %s differs from it only in upper and lower case"
                                    .formatted(type, other));
                });
        if (catalogue.size() >= Catalogue.TYPES_MAX) {
            throw Problem.conflict(
                    ProblemCode.CATALOGUE_FULL,
                    "event type %s can't be added: the catalogue has %d types, the limit is %d"
                            .formatted(type, catalogue.size(), Catalogue.TYPES_MAX));
        }
    }

    /**
     * Returns the type, archived or not.
     *
     * @throws ProblemException if it is Hooklane's own, and is to be archived
     */
    static CatalogueType archived(CatalogueType type, boolean archived, Instant now) {
        if (archived && Catalogue.isOwn(type.type())) {
            throw Problem.conflict(
                    ProblemCode.BUILT_IN_TYPE,
                    "event type %s is Hooklane's own and can't be archived".formatted(type.type()));
        }
        return archived == type.isArchived()
                ? type
                : archived ? type.archived(now) : type.restored(now);
    }

    /** Returns the time of the next version. It never repeats, whatever the clock says. */
    static Instant next(Optional<CatalogueType> before, InstantSource clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return before.flatMap(CatalogueType::updatedAt)
                .map(at -> at.plusMillis(1))
                .filter(now::isBefore)
                .orElse(now);
    }

    /**
     * Returns the type as the request wants it. It stays archived if it was, and an unchanged
     * schema keeps its date.
     */
    CatalogueType over(Optional<CatalogueType> before, Instant now) {
        Optional<SchemaInForce> inForce =
                schema.map(wanted ->
                        before.flatMap(CatalogueType::schema)
                                .filter(held -> held.schema().equals(wanted))
                                .orElse(new SchemaInForce(wanted, now)));
        return new CatalogueType(
                type,
                description,
                example,
                inForce,
                before.flatMap(CatalogueType::archivedAt),
                Optional.of(now),
                before.map(CatalogueType::managed).orElse(Managed.NONE));
    }
}
