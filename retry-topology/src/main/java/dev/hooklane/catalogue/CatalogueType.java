package dev.hooklane.catalogue;

import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.owner.Managed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event type in the catalogue.
 *
 * @param description what its events mean
 * @param example the {@code data} of such an event, compact JSON
 * @param schema the schema for the data of every event; empty if any data is accepted
 * @param archivedAt since when its events are rejected; empty if they are accepted
 * @param updatedAt when this was written; empty if it is unchanged since it came with Hooklane
 * @param managed what manifests know of it
 */
public record CatalogueType(
        EventType type,
        String description,
        String example,
        Optional<SchemaInForce> schema,
        Optional<Instant> archivedAt,
        Optional<Instant> updatedAt,
        Managed managed) {
    /** The longest description, in characters. */
    public static final int DESCRIPTION_MAX = 1_000;

    /** The longest example, in characters. */
    public static final int EXAMPLE_MAX = 64 * 1024;

    public CatalogueType {
        if (description.isBlank() || description.length() > DESCRIPTION_MAX) {
            throw new IllegalArgumentException(
                    "description has %d characters; 1 to %d are allowed, not all of them blank"
                            .formatted(description.length(), DESCRIPTION_MAX));
        }
    }

    /** A type that no manifest describes. */
    public CatalogueType(
            EventType type,
            String description,
            String example,
            Optional<SchemaInForce> schema,
            Optional<Instant> archivedAt,
            Optional<Instant> updatedAt) {
        this(type, description, example, schema, archivedAt, updatedAt, Managed.NONE);
    }

    /**
     * Reads an example.
     *
     * @return compact JSON
     * @throws IllegalArgumentException with a message of one line, if it is not valid data for an
     *     event of the type
     */
    public static String example(EventType type, JsonNode data, Optional<DataSchema> schema) {
        require(data.isObject(), "example is not an object");
        require(JsonShape.isFinite(data), "example has a number beyond +-1.8e308");
        String json = data.toString();
        require(
                json.length() <= EXAMPLE_MAX,
                "example has %d characters, the limit is %d".formatted(json.length(), EXAMPLE_MAX));
        try {
            Event.builder(type).dataJson(json).build();
        } catch (InvalidEventException e) {
            throw new IllegalArgumentException("example: " + e.getMessage(), e);
        }
        List<String> wrong = schema.map(held -> held.mismatches(data)).orElse(List.of());
        require(
                wrong.isEmpty(),
                "example does not match the schema: %s".formatted(String.join("; ", wrong)));
        return json;
    }

    /** Returns the example as an event that happens now. */
    public Event exampleEvent() {
        return Event.builder(type).dataJson(example).build();
    }

    /** Returns the example as JSON. */
    public JsonNode exampleJson() {
        return JsonMapper.shared().readTree(example);
    }

    public boolean isArchived() {
        return archivedAt.isPresent();
    }

    /** Returns this type, archived at {@code now}. */
    public CatalogueType archived(Instant now) {
        return new CatalogueType(
                type, description, example, schema, Optional.of(now), Optional.of(now), managed);
    }

    /** Returns this type, no longer archived. */
    public CatalogueType restored(Instant now) {
        return new CatalogueType(
                type, description, example, schema, Optional.empty(), Optional.of(now), managed);
    }

    /** Returns this type, with what manifests know of it. */
    public CatalogueType withManaged(Managed newManaged) {
        return new CatalogueType(
                type, description, example, schema, archivedAt, updatedAt, newManaged);
    }

    /** Contains only the size of the example, which may be long. */
    @Override
    public String toString() {
        return "CatalogueType[%s, example of %d characters, archivedAt=%s, updatedAt=%s]"
                .formatted(type, example.length(), archivedAt, updatedAt);
    }

    private static void require(boolean rule, String broken) {
        if (!rule) {
            throw new IllegalArgumentException(broken);
        }
    }
}
