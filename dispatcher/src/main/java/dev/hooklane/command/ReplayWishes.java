package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pauses, resumes or cancels replays, and prints their new state. */
final class ReplayWishes {
    private ReplayWishes() {}

    /**
     * Sends the request for each replay.
     *
     * @param wish pause, resume or cancel
     */
    static void tell(
            List<String> ids,
            String wish,
            ApiOptions api,
            CommandContext context,
            PrintWriter out) {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            for (String id : ids) {
                JsonNode replay =
                        client.post(
                                "/v1/replays/%s/%s".formatted(ApiClient.encoded(id), wish),
                                JsonMapper.shared().createObjectNode());
                out.println("%s is %s".formatted(id, replay.path("state").asString("")));
            }
        }
    }
}
