package dev.hooklane.client;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Calls one instance's API with a bearer key. Blocks; any thread may call it. */
public final class ApiClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A test event is answered when the endpoint has been tried, which may take 15 s. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int PROBLEM_BYTES_MAX = 64 * 1_024;
    private static final String ONCE = "Idempotency-Key";

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers;

    /**
     * Makes a client of one instance; it connects when it is used.
     *
     * @param base such as {@code http://127.0.0.1:8080}, without a path
     */
    public ApiClient(URI base, String key) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build(),
                base,
                authorization(key));
    }

    private ApiClient(HttpClient http, URI base, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /**
     * Returns a client of another instance or caller over the same connections, which end when this
     * client is closed.
     *
     * @param more additional headers of each request
     */
    public ApiClient as(URI base, String key, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(authorization(key));
        return new ApiClient(http, base, all);
    }

    private static Map<String, String> authorization(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /**
     * Reads what is at a path.
     *
     * @param query names and values; those with an empty value are left out
     * @throws ApiException if the answer is not a success, or there is none
     */
    public JsonNode get(String path, Map<String, String> query) {
        return ApiTexts.json(base, answer(request(path + ApiTexts.parameters(query)).GET()).body());
    }

    /**
     * Reads what is at a path, as text.
     *
     * @param query names and values; those with an empty value are left out
     * @throws ApiException if the answer is not a success, or there is none
     */
    public String text(String path, Map<String, String> query) {
        return answer(request(path + ApiTexts.parameters(query)).GET()).body();
    }

    /**
     * Reads what is at a path, and which version it is.
     *
     * @throws ApiException if the answer is not a success, or there is none
     */
    public Versioned get(String path) {
        HttpResponse<String> answer = answer(request(path).GET());
        return new Versioned(
                ApiTexts.json(base, answer.body()), answer.headers().firstValue("ETag").orElse(""));
    }

    /**
     * The JSON that was read.
     *
     * @param version its {@code ETag}; empty if it has none
     */
    public record Versioned(JsonNode json, String version) {}

    /**
     * Makes or causes what the body asks for.
     *
     * @throws ApiException if the answer is not a success, or there is none
     */
    public JsonNode post(String path, JsonNode body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /**
     * Does the same, once for all calls with that key.
     *
     * @param once sent as {@code Idempotency-Key}
     * @throws ApiException if the answer is not a success, or there is none
     */
    public JsonNode post(String path, JsonNode body, String once) {
        return ApiTexts.json(
                base,
                answer(
                                request(path)
                                        .header(ONCE, once)
                                        .POST(BodyPublishers.ofString(body.toString())))
                        .body());
    }

    /**
     * Reads what the body asks for. It changes nothing, so the API keeps no answer for repeats.
     *
     * @throws ApiException if the answer is not a success, or there is none
     */
    public JsonNode ask(String path, JsonNode body) {
        return ApiTexts.json(
                base, answer(request(path).POST(BodyPublishers.ofString(body.toString()))).body());
    }

    /**
     * Reports what the body says, which may arrive twice.
     *
     * @throws ApiException if the answer is not a success, or there is none
     */
    public void tell(String path, JsonNode body) {
        answer(request(path).POST(BodyPublishers.ofString(body.toString())));
    }

    /**
     * Opens a stream, which lasts until either side ends it.
     *
     * @throws ApiException if the answer is not a success, or there is none
     */
    public InputStream open(String path, JsonNode body) {
        HttpRequest request = request(path).POST(BodyPublishers.ofString(body.toString())).build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            try (InputStream problem = response.body()) {
                throw ApiTexts.refusal(
                        base,
                        response.statusCode(),
                        new String(problem.readNBytes(PROBLEM_BYTES_MAX), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ApiException(
                    ApiException.NO_ANSWER, "the API at %s gave no answer: %s".formatted(base, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(
                    ApiException.NO_ANSWER, "interrupted while waiting for the API at " + base);
        }
    }

    /**
     * Changes what the body names.
     *
     * @throws ApiException if the answer is not a success, or there is none
     */
    public JsonNode patch(String path, JsonNode body) {
        return patch(path, body, "");
    }

    /**
     * Does the same, if it is still that version.
     *
     * @param version as {@link #get(String)} returned it; empty for any
     * @throws ApiException if the answer is not a success, or there is none
     */
    public JsonNode patch(String path, JsonNode body, String version) {
        return changed(
                unsafe(path).method("PATCH", BodyPublishers.ofString(body.toString())), version);
    }

    /**
     * Puts what the body says at a path.
     *
     * @throws ApiException if the answer is not a success, or there is none
     */
    public JsonNode put(String path, JsonNode body) {
        return put(path, body, "");
    }

    /**
     * Does the same, if it is still that version.
     *
     * @param version as {@link #get(String)} returned it; empty for any
     * @throws ApiException if the answer is not a success, or there is none
     */
    public JsonNode put(String path, JsonNode body, String version) {
        return changed(unsafe(path).PUT(BodyPublishers.ofString(body.toString())), version);
    }

    private JsonNode changed(HttpRequest.Builder request, String version) {
        if (!version.isEmpty()) {
            request.header("If-Match", version);
        }
        return ApiTexts.json(base, answer(request).body());
    }

    /**
     * Removes what is at a path.
     *
     * @throws ApiException if the answer is not a success, or there is none
     */
    public void delete(String path) {
        answer(unsafe(path).DELETE());
    }

    /** Returns a value encoded as part of a path or query. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(pathAndQuery))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, application/problem+json");
        headers.forEach(request::header);
        return request;
    }

    /** Makes a request that may be sent again: the API recognises it by its key. */
    private HttpRequest.Builder unsafe(String path) {
        return request(path).header(ONCE, UUID.randomUUID().toString());
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = sendAgainIfLost(request.build());
            if (response.statusCode() / 100 != 2) {
                throw ApiTexts.refusal(base, response.statusCode(), response.body());
            }
            return response;
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

    /** Sends the request again once: a connection that was kept open may have ended just now. */
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
}
