package dev.hooklane.command.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one instance's API with a bearer key. Blocks; any thread may call it. */
public final class ApiClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A test event is answered when the endpoint has been tried, which may take 15 s. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI base;
    private final String key;

    /**
     * A client of one instance; it connects when it is used.
     *
     * @param base such as {@code http://127.0.0.1:8080}, without a path
     */
    public ApiClient(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /**
     * Reads what is at a path.
     *
     * @param query names and values; those with an empty value are left out
     * @throws ApiException if the answer is no success, or there is none
     */
    public JsonNode get(String path, Map<String, String> query) {
        String parameters =
                query.entrySet().stream()
                        .filter(parameter -> !parameter.getValue().isEmpty())
                        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&"));
        return send(request(path + (parameters.isEmpty() ? "" : "?" + parameters)).GET());
    }

    /**
     * Makes or causes what the body asks for.
     *
     * @throws ApiException if the answer is no success, or there is none
     */
    public JsonNode post(String path, JsonNode body) {
        return send(unsafe(path).POST(BodyPublishers.ofString(body.toString())));
    }

    /**
     * Changes what the body names.
     *
     * @throws ApiException if the answer is no success, or there is none
     */
    public JsonNode patch(String path, JsonNode body) {
        return send(unsafe(path).method("PATCH", BodyPublishers.ofString(body.toString())));
    }

    /**
     * Puts what the body says at a path.
     *
     * @throws ApiException if the answer is no success, or there is none
     */
    public JsonNode put(String path, JsonNode body) {
        return send(unsafe(path).PUT(BodyPublishers.ofString(body.toString())));
    }

    /**
     * Removes what is at a path.
     *
     * @throws ApiException if the answer is no success, or there is none
     */
    public void delete(String path) {
        send(unsafe(path).DELETE());
    }

    /** A value as part of a path or query. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(base.resolve(pathAndQuery))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json");
    }

    /** It may be sent again: the API knows it by its key. */
    private HttpRequest.Builder unsafe(String path) {
        return request(path).header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = sendAgainIfLost(request.build());
            if (response.statusCode() / 100 != 2) {
                throw new ApiException(response.statusCode(), problem(response));
            }
            return json(response.body());
        } catch (ConnectException e) {
            throw new ApiException(
                    ApiException.NO_ANSWER,
                    "the API at %s can't be reached: is Hooklane running there?".formatted(base));
        } catch (IOException e) {
            throw new ApiException(
                    ApiException.NO_ANSWER, "the API at %s gave no answer: %s".formatted(base, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(
                    ApiException.NO_ANSWER, "interrupted while waiting for the API at " + base);
        }
    }

    /** Once: a connection that was kept open may have ended just now. */
    private HttpResponse<String> sendAgainIfLost(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private String problem(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 401) {
            return "the API at %s refuses this key (%d)".formatted(base, status);
        }
        String text;
        try {
            JsonNode problem = json(response.body());
            text = problem.path("detail").asString(problem.path("title").asString(""));
        } catch (ApiException e) {
            text = "";
        }
        return text.isEmpty()
                ? "the API at %s answered %d".formatted(base, status)
                : text.lines().collect(Collectors.joining(" ")) + " (" + status + ")";
    }

    private JsonNode json(String body) {
        if (body.isBlank()) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ApiException(
                    ApiException.NO_ANSWER,
                    "what answers at %s is no Hooklane API: no JSON".formatted(base));
        }
    }
}
