package dev.hooklane.api;

import dev.hooklane.edge.RefusedBodyException;
import dev.hooklane.event.VisibleText;
import dev.hooklane.history.HistoryUnavailableException;
import dev.hooklane.quota.QuotaExceededException;
import dev.hooklane.topic.KafkaUnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns anything that ends a request early into a {@link Problem}. No stack trace reaches a client.
 */
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** By then Kafka has usually elected a new leader. */
    private static final int KAFKA_RETRY_SECONDS = 5;

    private static final int HISTORY_RETRY_SECONDS = 2;

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, context) -> answer(context, e.problem()));
        routes.exception(
                QuotaExceededException.class,
                (e, context) -> answer(context, Problem.quotaExceeded(e).problem()));
        routes.exception(
                KafkaUnavailableException.class,
                (e, context) -> {
                    log.warn("api.kafka_unavailable {}: {}", e.getMessage(), cause(e));
                    answer(
                            context,
                            Problem.unavailable(VisibleText.excerpt(e), KAFKA_RETRY_SECONDS));
                });
        routes.exception(
                HistoryUnavailableException.class,
                (e, context) ->
                        answer(
                                context,
                                Problem.unavailable(
                                        VisibleText.excerpt(e), HISTORY_RETRY_SECONDS)));
        routes.exception(HttpResponseException.class, (e, context) -> answer(context, refused(e)));
        routes.exception(
                RefusedBodyException.class, (e, context) -> answer(context, Problem.of(e)));
        routes.exception(
                IOException.class,
                (e, context) -> {
                    log.debug("api.request_broken_off", e);
                    answer(context, Problem.malformed("the body ended early").problem());
                });
        routes.exception(Exception.class, Problems::fault);
    }

    private static Problem refused(HttpResponseException e) {
        HttpStatus status = HttpStatus.forStatus(e.getStatus());
        String allowed = e.getDetails().get("availableMethods");
        if (status == HttpStatus.METHOD_NOT_ALLOWED && allowed != null) {
            return Problem.ofStatus(
                    405,
                    status.getMessage(),
                    "this path accepts " + allowed,
                    Map.of("Allow", allowed));
        }
        String detail =
                status == HttpStatus.NOT_FOUND
                        ? "nothing exists at this path; GET /v1 lists the paths"
                        : status.getMessage();
        return Problem.ofStatus(e.getStatus(), status.getMessage(), detail, Map.of());
    }

    private static void fault(Exception e, Context context) {
        String errorId = errorId();
        log.error("api.failed {} {} {}", errorId, context.method(), context.path(), e);
        answer(context, Problem.fault(errorId));
    }

    /**
     * Does the same for errors that no handler should catch; only the bare response is at hand
     * then.
     */
    static void fault(HttpServletResponse response, Error e) {
        String errorId = errorId();
        log.error("api.failed {}", errorId, e);
        response.setStatus(500);
        response.setContentType(Problem.CONTENT_TYPE);
        try {
            response.getOutputStream().write(Problem.fault(errorId).json());
        } catch (IOException broken) {
            log.debug("api.answer_broken_off", broken);
        }
    }

    private static String errorId() {
        return "err_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static String cause(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? "" : cause.toString();
    }

    static void answer(Context context, Problem problem) {
        problem.headers().forEach(context::header);
        context.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.json());
    }
}
