package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Archives or restores event types, and prints their new state. */
final class EventTypeMoves {
    private EventTypeMoves() {}

    /**
     * A change of an event type's state.
     *
     * @param path archive or restore
     * @param then the text printed for a changed type
     */
    record Move(String path, String then) {}

    /** Makes the change for each type. */
    static void make(
            Move move,
            List<String> names,
            EachFormat format,
            ApiOptions api,
            CommandContext context) {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            format.each(
                    names,
                    "eventTypes",
                    name ->
                            client.post(
                                    "/v1/event-types/%s/%s"
                                            .formatted(ApiClient.encoded(name), move.path()),
                                    JsonMapper.shared().createObjectNode()),
                    (type, out) ->
                            out.println(
                                    "%s is %s"
                                            .formatted(
                                                    type.path("name").asString(""), move.then())));
        }
    }
}
