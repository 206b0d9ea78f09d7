package dev.hooklane.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import dev.hooklane.replay.ReplaySelection.What;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A replay's records on the replays topic, with JSON values. The request is stored under the
 * replay's id, the progress under {@code <id>/progress}.
 */
public final class ReplayCodec {
    static final int VERSION = 1;

    /** Of a replay that releases before this one would read as a replay of more than it is. */
    static final int DIED_VERSION = 2;

    private static final String PROGRESS = "/progress";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ReplayCodec() {}

    public static byte[] key(ReplayId id) {
        return id.value().getBytes(UTF_8);
    }

    public static byte[] progressKey(ReplayId id) {
        return (id.value() + PROGRESS).getBytes(UTF_8);
    }

    /** Reports whether the key belongs to a progress record. */
    public static boolean isProgress(byte[] key) {
        return new String(key, UTF_8).endsWith(PROGRESS);
    }

    /**
     * Returns the replay's id in a record's key.
     *
     * @throws IllegalArgumentException if the key does not belong to a replay
     */
    public static ReplayId id(byte[] key) {
        String text = new String(key, UTF_8);
        return new ReplayId(
                text.endsWith(PROGRESS)
                        ? text.substring(0, text.length() - PROGRESS.length())
                        : text);
    }

    public static byte[] write(Replay replay) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", replay.selection().died().isPresent() ? DIED_VERSION : VERSION);
        json.put("id", replay.id().value());
        json.put("account", replay.account().value());
        json.put("endpoint", replay.endpoint().value());
        write(replay.selection(), json.putObject("select"));
        json.put("startedAt", replay.startedAt().toString());
        json.put("matched", replay.matched());
        json.put("more", replay.more());
        json.put("ratePerSecond", replay.ratePerSecond());
        json.put("wish", replay.wish().name().toLowerCase(Locale.ROOT));
        return JSON.writeValueAsBytes(json);
    }

    private static void write(ReplaySelection selection, ObjectNode json) {
        switch (selection.what()) {
            case What.InStatus inStatus -> inStatus.names().forEach(json.putArray("status")::add);
            case What.Missed _ -> json.put("missed", true);
            case What.PastEvents _ -> json.put("events", true);
        }
        selection.types().ifPresent(types -> types.patterns().forEach(json.putArray("types")::add));
        selection.from().ifPresent(at -> json.put("from", at.toString()));
        selection.until().ifPresent(at -> json.put("until", at.toString()));
        selection
                .died()
                .ifPresent(died ->
                        json.putObject("died")
                                .put("from", died.from().toString())
                                .put("until", died.until().toString()));
    }

    /**
     * Returns the replay in a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static Replay read(byte[] value) {
        try {
            JsonNode json = parse(value, DIED_VERSION);
            return new Replay(
                    new ReplayId(json.required("id").asString()),
                    new AccountId(json.required("account").asString()),
                    new EndpointId(json.required("endpoint").asString()),
                    selection(json.required("select")),
                    Instant.parse(json.required("startedAt").asString()),
                    json.required("matched").asLong(),
                    json.required("more").asBoolean(),
                    json.required("ratePerSecond").asInt(),
                    Replay.Wish.valueOf(json.required("wish").asString().toUpperCase(Locale.ROOT)));
        } catch (JacksonException | DateTimeException e) {
            throw unreadable(e);
        }
    }

    private static ReplaySelection selection(JsonNode json) {
        return new ReplaySelection(
                what(json),
                Optional.ofNullable(json.get("types"))
                        .map(ReplayCodec::texts)
                        .map(EventSelection::new),
                text(json, "from").map(Instant::parse),
                text(json, "until").map(Instant::parse),
                Optional.ofNullable(json.get("died")).map(ReplayCodec::died));
    }

    private static ReplaySelection.Died died(JsonNode json) {
        return new ReplaySelection.Died(
                Instant.parse(json.required("from").asString()),
                Instant.parse(json.required("until").asString()));
    }

    private static What what(JsonNode json) {
        @Nullable JsonNode statuses = json.get("status");
        if (statuses != null) {
            return What.InStatus.named(texts(statuses));
        }
        return json.has("missed") ? new What.Missed() : new What.PastEvents();
    }

    public static byte[] write(ReplayProgress progress) {
        return JSON.writeValueAsBytes(ProgressJson.write(progress));
    }

    /**
     * Returns the progress in a record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static ReplayProgress readProgress(byte[] value) {
        try {
            return ProgressJson.read(parse(value, VERSION));
        } catch (JacksonException | DateTimeException e) {
            throw unreadable(e);
        }
    }

    private static JsonNode parse(byte[] value, int newest) {
        JsonNode json = JSON.readTree(value);
        int version = json.path("v").asInt(0);
        if (version < VERSION || version > newest) {
            throw new IllegalArgumentException(
                    "replay record has version %s; this release reads %d"
                            .formatted(json.path("v"), newest));
        }
        return json;
    }

    private static IllegalArgumentException unreadable(RuntimeException e) {
        return new IllegalArgumentException(
                "replay record is not readable: " + VisibleText.excerpt(e), e);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toList());
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asString);
    }
}
