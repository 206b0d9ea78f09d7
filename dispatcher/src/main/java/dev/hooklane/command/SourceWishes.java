package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pauses, resumes or rewinds sources, and prints their new state. */
final class SourceWishes {
    private SourceWishes() {}

    /**
     * Sends the request for each source, without settings.
     *
     * @param wish pause or resume
     * @param then what the line says of a source
     */
    static void tell(
            List<String> names,
            String wish,
            String then,
            ApiOptions api,
            CommandContext context,
            EachFormat format) {
        tell(
                names,
                wish,
                JsonMapper.shared().createObjectNode(),
                source -> "%s %s".formatted(source.path("name").asString(""), then),
                api,
                context,
                format);
    }

    /**
     * Sends the request for each source.
     *
     * @param wish pause, resume or rewind
     * @param body of each request
     * @param then returns what the line says of a source, by the answer
     */
    static void tell(
            List<String> names,
            String wish,
            ObjectNode body,
            Function<JsonNode, String> then,
            ApiOptions api,
            CommandContext context,
            EachFormat format) {
        context.silenceLog();
        try (ApiClient client = api.client(context)) {
            format.each(
                    names,
                    "sources",
                    name ->
                            client.post(
                                    "/v1/sources/%s/%s".formatted(ApiClient.encoded(name), wish),
                                    body),
                    (source, out) -> out.println(then.apply(source)));
        }
    }
}
