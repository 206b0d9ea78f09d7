package dev.hooklane.api;

import dev.hooklane.edge.Edge;
import dev.hooklane.edge.RefusedBodyException;
import dev.hooklane.event.VisibleText;
import dev.hooklane.history.HistoryUnavailableException;
import dev.hooklane.metrics.ApiMeters;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.quiet.QuietLog;
import dev.hooklane.quota.QuotaExceededException;
import dev.hooklane.share.ShareUsedUpException;
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

    private static final int SHARE_RETRY_SECONDS = 5;

    /** A fault of ours is of interest, so there are more lines of it than of what is known. */
    private static final int FAULTS_A_MINUTE = 10;

    private final ApiMeters meters;
    private final QuietLog known = new QuietLog(1);
    private final QuietLog faults = new QuietLog(FAULTS_A_MINUTE);

    Problems(ApiMeters meters) {
        this.meters = meters;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(Exception.class, this::answer);
        // Javalin answers these itself where nobody has asked for them by name.
        routes.exception(HttpResponseException.class, this::answer);
    }

    private void answer(Exception e, Context context) {
        Problem problem =
                of(e, Edge.requestId(context.res()), context.method() + " " + context.path());
        Audit.endsWith(context, problem);
        answer(context, problem);
    }

    /**
     * Returns the problem to answer with, and logs what only people can mend.
     *
     * @param request its id, for the log
     * @param target its method and path
     */
    Problem of(Throwable ended, String request, String target) {
        return switch (ended) {
            case ProblemException e -> e.problem();
            case QuotaExceededException e -> Problem.quotaExceeded(e).problem();
            case KafkaUnavailableException e -> unavailable(e, request);
            case ShareUsedUpException e -> {
                meters.lookupRefused(e.isOwn());
                yield usedUp(e);
            }
            case HistoryUnavailableException e ->
                    Problem.unavailable(
                            ProblemCode.HISTORY_UNAVAILABLE,
                            VisibleText.excerpt(e),
                            HISTORY_RETRY_SECONDS);
            case HttpResponseException e -> refused(e);
            case RefusedBodyException e -> Problem.of(e);
            case IOException e -> {
                log.debug("api.request_broken_off", e);
                yield Problem.malformed("the body ended early").problem();
            }
            default -> fault(ended, request, target);
        };
    }

    private Problem unavailable(KafkaUnavailableException e, String request) {
        known.line("kafka_unavailable")
                .ifPresent(untold ->
                        log.warn(
                                "api.kafka_unavailable request={} untold={} {}: {}",
                                request,
                                untold,
                                e.getMessage(),
                                cause(e)));
        return Problem.unavailable(
                ProblemCode.KAFKA_UNAVAILABLE, VisibleText.excerpt(e), KAFKA_RETRY_SECONDS);
    }

    private static Problem usedUp(ShareUsedUpException e) {
        return e.isOwn()
                ? Problem.tooManyTries(VisibleText.excerpt(e), SHARE_RETRY_SECONDS).problem()
                : Problem.unavailable(
                        ProblemCode.BUSY, VisibleText.excerpt(e), SHARE_RETRY_SECONDS);
    }

    private static Problem refused(HttpResponseException e) {
        HttpStatus status = HttpStatus.forStatus(e.getStatus());
        String allowed = e.getDetails().get("availableMethods");
        if (status == HttpStatus.METHOD_NOT_ALLOWED && allowed != null) {
            return Problem.ofServer(
                    ProblemCode.METHOD_NOT_ALLOWED,
                    "this path accepts " + allowed,
                    Map.of("Allow", allowed));
        }
        return status == HttpStatus.NOT_FOUND
                ? Problem.ofServer(
                        ProblemCode.NO_SUCH_PATH,
                        "nothing exists at this path; GET /v1 lists the paths",
                        Map.of())
                : Problem.ofServer(
                        ProblemCode.ofStatus(e.getStatus()), status.getMessage(), Map.of());
    }

    private Problem fault(Throwable e, String request, String target) {
        String errorId = errorId();
        logged(e, errorId, request, target);
        return Problem.fault(errorId);
    }

    /**
     * Logs a fault; if there are many of its kind, only some, and the others by their ids alone.
     */
    private void logged(Throwable e, String errorId, String request, String target) {
        faults.line(e.getClass().getName())
                .ifPresentOrElse(
                        untold ->
                                log.error(
                                        "api.failed {} {} request={} untold={}",
                                        errorId,
                                        target,
                                        request,
                                        untold,
                                        e),
                        () ->
                                log.debug(
                                        "api.failed {} {} request={}",
                                        errorId,
                                        target,
                                        request,
                                        e));
    }

    /**
     * Does the same for errors that no handler should catch; only the bare response is at hand
     * then.
     */
    void fault(HttpServletResponse response, Error e) {
        String request = Edge.requestId(response);
        Problem problem = fault(e, request, "-");
        response.setStatus(500);
        response.setContentType(Problem.CONTENT_TYPE);
        try {
            response.getOutputStream().write(problem.json(request));
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
        context.status(problem.status())
                .contentType(Problem.CONTENT_TYPE)
                .result(problem.json(Edge.requestId(context.res())));
    }
}
