package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;
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

    /**
     * Makes the change for each type.
     *
     * @param json whether to print everything known about each type, as one line of JSON
     */
    static void make(
            Move move,
            List<String> names,
            boolean json,
            ApiOptions api,
            CommandContext context,
            PrintWriter out) {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            for (String name : names) {
                JsonNode type =
                        client.post(
                                "/v1/event-types/%s/%s"
                                        .formatted(ApiClient.encoded(name), move.path()),
                                JsonMapper.shared().createObjectNode());
                out.println(json ? type : "%s is %s".formatted(name, move.then()));
            }
        }
    }
}
