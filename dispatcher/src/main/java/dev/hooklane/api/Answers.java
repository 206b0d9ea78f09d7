package dev.hooklane.api;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as JSON. */
public final class Answers {
    static final String CONTENT_TYPE = "application/json";
    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    static void json(Context context, int status, Consumer<JsonGenerator> writer) {
        context.status(status).contentType(CONTENT_TYPE).result(bytes(writer));
    }

    /** Returns JSON that is to be merged with that of other instances. */
    static JsonNode tree(Consumer<JsonGenerator> writer) {
        return JsonMapper.shared().readTree(bytes(writer));
    }

    static byte[] bytes(Consumer<JsonGenerator> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            writer.accept(json);
        }
        return out.toByteArray();
    }

    /** Answers without a body, and so without a content type. */
    static void empty(Context context, int status) {
        context.status(status).res().setContentType(null);
    }
}
