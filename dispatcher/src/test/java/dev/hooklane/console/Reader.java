package dev.hooklane.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads pages as a browser does: keeps cookies, says where requests come from, sends forms. */
final class Reader {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Function<String, URI> uris;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String token = "";

    /** An answer. */
    record Shown(int status, String text, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Reader(Function<String, URI> uris) {
        this.uris = uris;
    }

    /** Opens a page, as if its address had been typed. */
    Shown open(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uris.apply(path)).GET());
    }

    /** Opens it by a link on a page of another site: browsers keep the cookie to themselves. */
    Shown openFromElsewhere(String path) throws IOException, InterruptedException {
        return new Reader(uris)
                .send(
                        HttpRequest.newBuilder(uris.apply(path))
                                .header("Sec-Fetch-Site", "cross-site")
                                .header("Sec-Fetch-Mode", "navigate")
                                .GET());
    }

    /** Sends a form of the page that was shown last. */
    Shown submit(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return send(form(path, with(fields, token)).header("Sec-Fetch-Site", "same-origin"));
    }

    /** Sends what a form would, but as it is. */
    HttpRequest.Builder form(String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(uris.apply(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                fields.entrySet().stream()
                                        .map(field ->
                                                encoded(field.getKey())
                                                        + "="
                                                        + encoded(field.getValue()))
                                        .collect(Collectors.joining("&"))));
    }

    /** A form of the page that was shown last, whose fields may be there more than once. */
    HttpRequest.Builder formOf(String path, String fields) {
        return HttpRequest.newBuilder(uris.apply(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(fields + "&token=" + encoded(token)));
    }

    /** Asks for a part, as htmx does. */
    Shown part(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return send(
                form(path, fields)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("HX-Request", "true")
                        .header("X-Token", token));
    }

    Shown signIn(String key) throws IOException, InterruptedException {
        return submit("/sign-in", Map.of("key", key, "next", "/webhooks"));
    }

    /** Adds the cookies. */
    HttpRequest.Builder withCookies(HttpRequest.Builder request) {
        return cookies.isEmpty()
                ? request
                : request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
    }

    Shown send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(withCookies(request).build(), BodyHandlers.ofString());
        for (String cookie : response.headers().allValues("set-cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        Matcher matcher = TOKEN.matcher(response.body());
        if (matcher.find()) {
            token = matcher.group(1);
        }
        return new Shown(response.statusCode(), response.body(), response);
    }

    /** What forms send along. */
    String token() {
        return token;
    }

    static Map<String, String> with(Map<String, String> fields, String token) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("token", token);
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
