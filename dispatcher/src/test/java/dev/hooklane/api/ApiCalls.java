package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.awaitility.Awaitility;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls an API at this machine's address, and holds each answer to the API's document. */
final class ApiCalls {
    private final RefusedClient http = new RefusedClient();
    private final ApiDocument document = new ApiDocument();
    private final IntSupplier port;
    private volatile String address = "127.0.0.1";

    ApiCalls(IntSupplier port) {
        this.port = port;
    }

    /** The address that the API sees from now on, if it trusts proxies at this machine. */
    void seenAs(String clientAddress) {
        address = clientAddress;
    }

    String address() {
        return address;
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(port.getAsInt(), path)))
                .header("X-Forwarded-For", address)
                .timeout(Duration.ofSeconds(30));
    }

    HttpRequest.Builder as(String key, String path) {
        return anonymous(path).header("Authorization", "Bearer " + key);
    }

    HttpRequest.Builder as(String key, String method, String path, String body) {
        return as(key, path)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
    }

    /** Bodies that are no JSON are never accepted. */
    static Optional<JsonNode> json(String body) {
        try {
            return body.isBlank()
                    ? Optional.empty()
                    : Optional.of(JsonMapper.shared().readTree(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Sends a request, and holds its answer to the API's document. */
    Answer send(HttpRequest request, Optional<JsonNode> requestBody)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request);
        boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
        JsonNode body =
                json
                        ? JsonMapper.shared().readTree(response.body())
                        : JsonMapper.shared().missingNode();
        assertThat(
                        document.check(
                                request.method(),
                                request.uri().getPath(),
                                requestBody,
                                response.statusCode(),
                                response.headers().firstValue("content-type").orElse(""),
                                json ? Optional.of(body) : Optional.empty()))
                .isEmpty();
        assertThat(response.headers().allValues("x-request-id")).hasSize(1);
        return new Answer(response.statusCode(), body, response);
    }

    /** The ids of the list that is named at the end of a path, from first page to last. */
    List<String> paged(String path) throws IOException, InterruptedException {
        String list = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            HttpRequest request = as(ApiFixture.KEY, path + cursor).GET().build();
            Answer page = send(request, Optional.empty());
            assertThat(page.status()).as(page.response().body()).isEqualTo(200);
            page.json().path(list).forEach(each -> all.add(each.path("id").asString("")));
            cursor = page.json().path("next").isNull() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());
        return all;
    }

    /** The newest entry of the audit trail that matches, once there is one. */
    JsonNode awaitEntry(String query) {
        HttpRequest request = as(ApiFixture.KEY, "/v1/audit?" + query).GET().build();
        return Awaitility.await()
                .until(
                        () -> send(request, Optional.empty()).json().path("entries"),
                        entries -> !entries.isEmpty())
                .get(0);
    }
}
