package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.List;
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
            EachFormat format) {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            format.each(
                    ids,
                    "replays",
                    id ->
                            client.post(
                                    "/v1/replays/%s/%s".formatted(ApiClient.encoded(id), wish),
                                    JsonMapper.shared().createObjectNode()),
                    (replay, out) ->
                            out.println(
                                    "%s is %s"
                                            .formatted(
                                                    replay.path("id").asString(""),
                                                    replay.path("state").asString(""))));
        }
    }
}
