package dev.hooklane.edge;

import dev.hooklane.problem.ProblemCode;
import java.util.OptionalInt;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Jetty itself refuses, such as a request line that it can't parse, with problem JSON.
 * Jetty's own words are left out, as they may repeat what the client sent.
 */
final class EdgeErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        String answered = response.getHeaders().get(Edge.REQUEST_ID);
        String id =
                answered == null
                        ? RequestId.orNew(request.getHeaders().get(Edge.REQUEST_ID))
                        : answered;
        response.getHeaders().put(Edge.REQUEST_ID, id);
        problem(status).write(response, callback);
    }

    private static ProblemAnswer problem(int status) {
        ProblemCode code = ProblemCode.ofStatus(status);
        return new ProblemAnswer(
                code,
                code == ProblemCode.HEADERS_TOO_LARGE
                        ? "the headers are more, or larger, than this instance reads"
                        : "the HTTP server can't answer this request",
                OptionalInt.empty());
    }
}
