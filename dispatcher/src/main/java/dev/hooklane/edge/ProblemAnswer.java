package dev.hooklane.edge;

import dev.hooklane.problem.ProblemCode;
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
record ProblemAnswer(ProblemCode code, String detail, OptionalInt retrySeconds) {
    private static final String CONTENT_TYPE = "application/problem+json";

    /** By then most requests of this moment are answered. */
    private static final int BUSY_SECONDS = 2;

    static ProblemAnswer notHere() {
        return new ProblemAnswer(
                ProblemCode.NO_SUCH_PATH,
                "api.management-port has /metrics, /health/live and /health/ready only",
                OptionalInt.empty());
    }

    static ProblemAnswer multipart() {
        return new ProblemAnswer(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "no operation takes a multipart body; send JSON, or the fields of a form",
                OptionalInt.empty());
    }

    static ProblemAnswer busy(boolean ofAddress, InetAddress address) {
        return ofAddress
                ? new ProblemAnswer(
                        ProblemCode.TOO_MANY_REQUESTS,
                        "too many requests of %s are being answered; try again in %d s"
                                .formatted(address.getHostAddress(), BUSY_SECONDS),
                        OptionalInt.of(BUSY_SECONDS))
                : new ProblemAnswer(
                        ProblemCode.BUSY,
                        "this instance is answering as many requests as it can; try again in %d s"
                                .formatted(BUSY_SECONDS),
                        OptionalInt.of(BUSY_SECONDS));
    }

    /** Writes the refusal; the response has the request's id already. */
    void write(Response response, Callback callback) {
        response.setStatus(code.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
        retrySeconds.ifPresent(seconds ->
                response.getHeaders().put(HttpHeader.RETRY_AFTER, Integer.toString(seconds)));
        Content.Sink.write(response, true, json(Edge.requestId(response)), callback);
    }

    private String json(String requestId) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("type", code.type())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", detail)
                .put("code", code.code())
                .put("requestId", requestId)
                .toString();
    }
}
