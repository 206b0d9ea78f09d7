package dev.hooklane.api;

import dev.hooklane.api.ApiFixture.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/** Requests with a key of their own. */
final class KeyedRequests {
    private final ApiFixture api;
    final String key = UUID.randomUUID().toString();

    KeyedRequests(ApiFixture api) {
        this.api = api;
    }

    HttpRequest.Builder request(String path) {
        return api.request(path).header(IdempotencyKey.HEADER, key);
    }

    Answer make(String account) throws IOException, InterruptedException {
        return api.send(request("/v1/endpoints").POST(endpoint(account)).build());
    }

    static HttpRequest.BodyPublisher endpoint(String account) {
        return BodyPublishers.ofString(
                """
                {"account":"%s","url":"https://8.8.8.8/hook","eventTypes":["*"]}\
                """
                        .formatted(named(account)));
    }

    /** Other tests have accounts too. */
    static String named(String account) {
        return "idem-" + account;
    }

    int endpoints(String account) throws IOException, InterruptedException {
        return api.get("/v1/endpoints?account=" + named(account)).json().path("endpoints").size();
    }
}
