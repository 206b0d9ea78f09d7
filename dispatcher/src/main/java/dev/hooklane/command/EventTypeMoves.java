package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Archives or restores event types, and prints what they are then. */
final class EventTypeMoves {
    private EventTypeMoves() {}

    /**
     * What is done to each.
     *
     * @param path archive or restore
     * @param then what is said of one to which it was done
     */
    record Move(String path, String then) {}

    /**
     * Does it to each of them.
     *
     * @param json whether all that is known of each is printed, a line of JSON each
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
