package dev.hooklane.replay;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.event.AccountId;
import dev.hooklane.replay.ReplayCursor.Stretch;
import dev.hooklane.replay.ReplayProgress.Open;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A replay's progress as JSON. */
final class ProgressJson {
    private ProgressJson() {}

    static JsonNode write(ReplayProgress progress) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("v", ReplayCodec.VERSION);
        json.put("id", progress.id().value());
        json.put("account", progress.account().value());
        json.put("startedAt", progress.startedAt().toString());
        json.put("by", progress.by());
        write(progress.cursor(), json);
        ReplayCounts counts = progress.counts();
        json.put("sent", counts.sent());
        json.put("delivered", counts.delivered());
        json.put("dead", counts.dead());
        json.put("cancelled", counts.cancelled());
        ObjectNode skipped = json.putObject("skipped");
        counts.skipped().forEach((reason, count) -> skipped.put(reason.wireName(), count));
        ArrayNode open = json.putArray("open");
        for (Open each : progress.open()) {
            open.addArray().add(each.delivery().value()).add(each.round());
        }
        progress.ended()
                .ifPresent(ended ->
                        json.put("endedAt", ended.at().toString())
                                .put("end", ended.why().name().toLowerCase(Locale.ROOT)));
        return json;
    }

    private static void write(ReplayCursor cursor, ObjectNode json) {
        switch (cursor) {
            case ReplayCursor.Start _ -> {}
            case ReplayCursor.After(DeliveryId delivery) -> json.put("after", delivery.value());
            case ReplayCursor.InEvents(List<Stretch> left) -> {
                ArrayNode stretches = json.putArray("left");
                for (Stretch each : left) {
                    stretches.addArray().add(each.partition()).add(each.next()).add(each.end());
                }
            }
            case ReplayCursor.End _ -> json.put("all", true);
        }
    }

    static ReplayProgress read(JsonNode json) {
        return new ReplayProgress(
                new ReplayId(json.required("id").asString()),
                new AccountId(json.required("account").asString()),
                Instant.parse(json.required("startedAt").asString()),
                json.required("by").asString(),
                cursor(json),
                json.required("open").valueStream().map(ProgressJson::open).toList(),
                new ReplayCounts(
                        json.required("sent").asLong(),
                        json.required("delivered").asLong(),
                        json.required("dead").asLong(),
                        json.required("cancelled").asLong(),
                        skipped(json.required("skipped"))),
                ended(json));
    }

    private static ReplayCursor cursor(JsonNode json) {
        if (json.path("all").asBoolean(false)) {
            return new ReplayCursor.End();
        }
        @Nullable JsonNode left = json.get("left");
        if (left != null) {
            return new ReplayCursor.InEvents(
                    left.valueStream()
                            .map(each ->
                                    new Stretch(
                                            each.required(0).asInt(),
                                            each.required(1).asLong(),
                                            each.required(2).asLong()))
                            .toList());
        }
        @Nullable JsonNode after = json.get("after");
        return after == null
                ? new ReplayCursor.Start()
                : new ReplayCursor.After(new DeliveryId(after.asString()));
    }

    private static Open open(JsonNode json) {
        return new Open(new DeliveryId(json.required(0).asString()), json.required(1).asInt());
    }

    private static Map<SkipReason, Long> skipped(JsonNode json) {
        Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        json.properties()
                .forEach(entry ->
                        skipped.put(
                                SkipReason.ofWireName(entry.getKey()), entry.getValue().asLong()));
        return skipped;
    }

    private static Optional<ReplayProgress.Ended> ended(JsonNode json) {
        return Optional.ofNullable(json.get("endedAt"))
                .map(at ->
                        new ReplayProgress.Ended(
                                Instant.parse(at.asString()),
                                ReplayProgress.End.valueOf(
                                        json.required("end").asString().toUpperCase(Locale.ROOT))));
    }
}
