package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.VisibleText;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of the API, kept to be given again.
 *
 * @param headers those that belong to this answer
 */
record KeptAnswer(int status, Map<String, String> headers, String body) {
    private static final List<String> HEADERS =
            List.of("Content-Type", "Location", "ETag", "Cache-Control", "Retry-After");
    private static final JsonMapper JSON = JsonMapper.shared();

    KeptAnswer {
        headers = Map.copyOf(headers);
    }

    /** Copies the answer of the current request, which is still sent unchanged. */
    static KeptAnswer of(Context context) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = context.res().getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new KeptAnswer(context.statusCode(), headers, body(context));
    }

    /** Returns the body as text; all answers of unsafe requests are text. */
    private static String body(Context context) throws IOException {
        InputStream result = context.resultInputStream();
        if (result == null) {
            return "";
        }
        byte[] bytes = result.readAllBytes();
        context.result(new ByteArrayInputStream(bytes));
        return new String(bytes, UTF_8);
    }

    void give(Context context) {
        headers.forEach(context::header);
        if (body.isEmpty()) {
            Answers.empty(context, status);
        } else {
            context.status(status).result(body.getBytes(UTF_8));
        }
    }

    byte[] bytes() {
        ObjectNode json = JSON.createObjectNode();
        json.put("status", status);
        ObjectNode names = json.putObject("headers");
        headers.forEach(names::put);
        json.put("body", body);
        return JSON.writeValueAsBytes(json);
    }

    static KeptAnswer read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            Map<String, String> headers = new LinkedHashMap<>();
            json.required("headers")
                    .properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
            return new KeptAnswer(
                    json.required("status").asInt(), headers, json.required("body").asString());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "no answer that was kept: " + VisibleText.excerpt(e), e);
        }
    }

    /** Leaves out the body, which may hold a secret. */
    @Override
    public String toString() {
        return "KeptAnswer[%d]".formatted(status);
    }
}
