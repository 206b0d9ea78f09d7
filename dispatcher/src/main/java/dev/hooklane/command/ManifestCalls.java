package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.manifest.Manifest;
import dev.hooklane.manifest.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends the objects of a manifest to the API, several requests at once, each with many. */
final class ManifestCalls implements AutoCloseable {
    /** The most that the API takes at once. */
    private static final int OBJECTS = 200;

    /** Half of what the API takes at once, as characters may have several bytes. */
    private static final int CHARACTERS = 4 << 20;

    private static final int AT_ONCE = 8;

    /** Of a field: two quotes, a colon and a comma. */
    private static final int PUNCTUATION = 4;

    private final ApiClient client;
    private final ExecutorService sending = Executors.newFixedThreadPool(AT_ONCE);

    ManifestCalls(ApiClient client) {
        this.client = client;
    }

    ApiClient client() {
        return client;
    }

    /** Returns the objects of a section as the API takes them. */
    static List<ObjectNode> forApi(Manifest manifest, Section section) {
        return manifest.of(section).stream()
                .map(object -> Manifest.forApi(section, object))
                .toList();
    }

    /**
     * Posts the objects, and returns the results in their order.
     *
     * @param more adds what else each request has
     */
    List<JsonNode> post(String path, List<ObjectNode> objects, UnaryOperator<ObjectNode> more) {
        return results(objects, more, body -> client.post(path, body));
    }

    /** Does the same where the API changes nothing. */
    List<JsonNode> ask(String path, List<ObjectNode> objects, UnaryOperator<ObjectNode> more) {
        return results(objects, more, body -> client.ask(path, body));
    }

    private List<JsonNode> results(
            List<ObjectNode> objects,
            UnaryOperator<ObjectNode> more,
            Function<ObjectNode, JsonNode> call) {
        List<Future<JsonNode>> answers =
                batches(objects).stream()
                        .map(more)
                        .map(body -> sending.submit(() -> call.apply(body)))
                        .toList();
        List<JsonNode> results = new ArrayList<>();
        answers.forEach(answer -> answered(answer).path("results").forEach(results::add));
        return results;
    }

    private static List<ObjectNode> batches(List<ObjectNode> objects) {
        List<ObjectNode> batches = new ArrayList<>();
        ArrayNode batch = JsonMapper.shared().createArrayNode();
        int characters = 0;
        for (ObjectNode object : objects) {
            int length = characters(object);
            if (!batch.isEmpty() && (batch.size() == OBJECTS || characters + length > CHARACTERS)) {
                batches.add(body(batch));
                batch = JsonMapper.shared().createArrayNode();
                characters = 0;
            }
            batch.add(object);
            characters += length;
        }
        if (!batch.isEmpty()) {
            batches.add(body(batch));
        }
        return batches;
    }

    /** Returns about how many characters a value has as JSON. */
    private static int characters(JsonNode value) {
        int characters = 2;
        for (String name : value.propertyNames()) {
            characters += name.length() + PUNCTUATION;
        }
        if (value.isContainer()) {
            for (JsonNode each : value) {
                characters += characters(each) + 1;
            }
        } else {
            characters += value.asString("").length();
        }
        return characters;
    }

    private static ObjectNode body(ArrayNode batch) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("objects", batch);
        return body;
    }

    private static JsonNode answered(Future<JsonNode> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted; call it again to go on", e);
        }
    }

    @Override
    public void close() {
        sending.shutdownNow();
        client.close();
    }
}
