package dev.hooklane.edge;

import java.net.InetAddress;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refusal as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problem JSON, before
 * any route is asked.
 *
 * @param retrySeconds when the client may try again; empty if that helps nothing
 */
record ProblemAnswer(int status, String title, String detail, OptionalInt retrySeconds) {
    private static final String CONTENT_TYPE = "application/problem+json";

    /** By then most requests of this moment are answered. */
    private static final int BUSY_SECONDS = 2;

    static ProblemAnswer notHere() {
        return new ProblemAnswer(
                404,
                "Not found",
                "api.management-port has /metrics, /health/live and /health/ready only",
                OptionalInt.empty());
    }

    static ProblemAnswer multipart() {
        return new ProblemAnswer(
                415,
                "Unsupported media type",
                "no operation takes a multipart body; send JSON, or the fields of a form",
                OptionalInt.empty());
    }

    static ProblemAnswer busy(boolean ofAddress, InetAddress address) {
        return ofAddress
                ? new ProblemAnswer(
                        429,
                        "Too many requests",
                        "too many requests of %s are being answered; try again in %d s"
                                .formatted(address.getHostAddress(), BUSY_SECONDS),
                        OptionalInt.of(BUSY_SECONDS))
                : new ProblemAnswer(
                        503,
                        "Unavailable",
                        "this instance is answering as many requests as it can; try again in %d s"
                                .formatted(BUSY_SECONDS),
                        OptionalInt.of(BUSY_SECONDS));
    }

    void write(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
        retrySeconds.ifPresent(seconds ->
                response.getHeaders().put(HttpHeader.RETRY_AFTER, Integer.toString(seconds)));
        String json =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .toString();
        Content.Sink.write(response, true, json, callback);
    }
}
