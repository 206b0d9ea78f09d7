package dev.hooklane.api;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.PartitionRewind;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.run.RewindCheck;
import dev.hooklane.source.run.RewindRefusedException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.core.JsonGenerator;

/** Rewinds sources: as a whole to a time, or one partition to an offset. For operators. */
final class SourceRewindRoutes implements Routes {
    private static final String TO = "to";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final Set<String> OF_PARTITION = new TreeSet<>(Set.of(TOPIC, PARTITION, OFFSET));
    private static final Set<String> FIELDS = new TreeSet<>(Set.of(TO, TOPIC, PARTITION, OFFSET));

    private final SourceChanges changes;
    private final RewindCheck check;
    private final InstantSource clock;

    SourceRewindRoutes(SourceChanges changes, RewindCheck check, InstantSource clock) {
        this.changes = changes;
        this.check = check;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/sources/{name}/rewind", this::rewind, RouteAccess.OPERATE);
    }

    private void rewind(Context context) throws IOException {
        JsonFields fields = JsonFields.read(Bodies.read(context), FIELDS);
        Audit.fields(context, fields.names());
        if (isOfPartition(fields.names())) {
            rewindPartition(context, fields);
        } else {
            String text = fields.required(TO);
            SourceBegin to =
                    Problem.invalidUnless(TO, () -> SourceBegin.parse(text, clock.instant()));
            changes.change(context, (source, now) -> source.rewound(to, now));
        }
    }

    private static boolean isOfPartition(Collection<String> names) {
        boolean ofPartition = names.stream().anyMatch(OF_PARTITION::contains);
        if (ofPartition && names.contains(TO)) {
            throw Problem.invalid(
                    TO,
                    "to is for all partitions, and goes with none of %s"
                            .formatted(String.join(", ", OF_PARTITION)));
        }
        return ofPartition;
    }

    private void rewindPartition(Context context, JsonFields fields) {
        RewindCheck.Place place =
                place(
                        changes.find(Parameters.sourceName(context)),
                        new TopicPartition(fields.required(TOPIC), fields.wholeNumber(PARTITION)),
                        fields.longNumber(OFFSET));
        changes.change(
                context,
                (source, now) -> {
                    List<PartitionRewind> open = check.open(source);
                    return Problem.invalidUnless(
                            PARTITION,
                            () -> source.rewound(place.rewind(now.toEpochMilli()), open, now));
                },
                after -> json -> write(after, place, json));
        Audit.effect(context, effect(place));
    }

    private RewindCheck.Place place(Source source, TopicPartition partition, long offset) {
        try {
            return check.place(source, partition, offset);
        } catch (RewindRefusedException e) {
            throw Problem.invalid(
                    e.field().name().toLowerCase(Locale.ROOT), VisibleText.excerpt(e));
        }
    }

    private static String effect(RewindCheck.Place place) {
        OptionalLong left = place.leftUnread();
        return "%s is read from %d on; offsets before it that are left unread: %s"
                .formatted(
                        place.partition(),
                        place.offset(),
                        left.isEmpty() ? "not known" : Long.toString(left.getAsLong()));
    }

    private static void write(Source source, RewindCheck.Place place, JsonGenerator json) {
        json.writeStartObject();
        SourceJson.writeFields(source, json);
        json.writeName("rewound");
        json.writeStartObject();
        json.writeStringProperty(TOPIC, place.partition().topic());
        json.writeNumberProperty(PARTITION, place.partition().partition());
        json.writeNumberProperty(OFFSET, place.offset());
        write("from", place.from(), json);
        write("leftUnread", place.leftUnread(), json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(String name, OptionalLong value, JsonGenerator json) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        } else {
            json.writeNullProperty(name);
        }
    }
}
