package dev.hooklane.api;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayCounts;
import dev.hooklane.replay.ReplayProgress;
import dev.hooklane.replay.ReplaySelection;
import dev.hooklane.replay.ReplaySelection.What;
import dev.hooklane.replay.ReplayState;
import dev.hooklane.replay.Replays;
import dev.hooklane.replay.SkipReason;
import dev.hooklane.replayer.ReplayCount;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Replays as the API shows them. */
final class ReplayJson {
    private ReplayJson() {}

    static void write(Replays.Known known, ReplayState state, JsonGenerator json) {
        Replay replay = known.replay();
        ReplayProgress progress = known.progress();
        json.writeStartObject();
        json.writeStringProperty("id", replay.id().value());
        json.writeStringProperty("account", replay.account().value());
        json.writeStringProperty("endpoint", replay.endpoint().value());
        json.writeName("select");
        write(replay.selection(), json);
        json.writeStringProperty("state", state.name());
        json.writeStringProperty(
                "because",
                switch (state) {
                    case ReplayState.Held(String because) -> because;
                    case ReplayState.Cancelled(String because) -> because;
                    case ReplayState.Running _, ReplayState.Paused _, ReplayState.Done _ -> null;
                });
        json.writeStringProperty("startedAt", replay.startedAt().toString());
        json.writeStringProperty(
                "endedAt",
                progress.ended().map(ReplayProgress.Ended::at).map(Instant::toString).orElse(null));
        json.writeNumberProperty("ratePerSecond", replay.ratePerSecond());
        json.writeNumberProperty("matched", replay.matched());
        json.writeBooleanProperty("more", replay.more());
        write(progress, json);
        json.writeEndObject();
    }

    private static void write(ReplaySelection selection, JsonGenerator json) {
        json.writeStartObject();
        switch (selection.what()) {
            case What.InStatus inStatus -> writeTexts("status", inStatus.names(), json);
            case What.Missed _ -> json.writeBooleanProperty("missed", true);
            case What.PastEvents _ -> json.writeBooleanProperty("events", true);
        }
        selection.types().ifPresent(types -> writeTexts("types", types.patterns(), json));
        selection.from().ifPresent(at -> json.writeStringProperty("from", at.toString()));
        selection.until().ifPresent(at -> json.writeStringProperty("until", at.toString()));
        selection.died().ifPresent(died -> write(died, json));
        json.writeEndObject();
    }

    private static void write(ReplaySelection.Died died, JsonGenerator json) {
        json.writeName("died");
        json.writeStartObject();
        json.writeStringProperty("from", died.from().toString());
        json.writeStringProperty("until", died.until().toString());
        json.writeEndObject();
    }

    private static void writeTexts(String name, List<String> texts, JsonGenerator json) {
        json.writeName(name);
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void write(ReplayProgress progress, JsonGenerator json) {
        ReplayCounts counts = progress.counts();
        json.writeNumberProperty("sent", counts.sent());
        json.writeNumberProperty("open", progress.open().size());
        json.writeNumberProperty("delivered", counts.delivered());
        json.writeNumberProperty("dead", counts.dead());
        json.writeNumberProperty("cancelled", counts.cancelled());
        json.writeName("skipped");
        json.writeStartObject();
        for (SkipReason reason : SkipReason.values()) {
            json.writeNumberProperty(reason.wireName(), counts.skipped().getOrDefault(reason, 0L));
        }
        json.writeEndObject();
    }

    static void write(EndpointId endpoint, ReplayCount count, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("endpoint", endpoint.value());
        json.writeNumberProperty("matched", count.matched());
        json.writeBooleanProperty("more", count.more());
        writeTexts("sample", count.sample().stream().map(DeliveryId::value).toList(), json);
        json.writeEndObject();
    }

    /** Reads another instance's count. */
    static ReplayCount count(JsonNode json) {
        return new ReplayCount(
                json.path("matched").asLong(),
                json.path("more").asBoolean(),
                json.path("sample")
                        .valueStream()
                        .map(id -> new DeliveryId(id.asString("")))
                        .toList());
    }
}
