package dev.hooklane.console.page;

import dev.hooklane.client.ApiException;
import dev.hooklane.console.view.Icon;
import dev.hooklane.console.view.ShownProblem;
import dev.hooklane.edge.Edge;
import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains to a visitor why the API, or the console itself, did not do what they asked. */
public final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final String HOME = SignIn.HOME;

    private Refusals() {}

    /** Explains a refusal by the API, except for a bad credential. */
    static ShownProblem of(ApiException refused) {
        return switch (refused.status()) {
            case 403 -> forbidden(refused.detail());
            case 404 ->
                    ShownProblem.of(404, Icon.SEARCH, "Not found", sentence(refused.detail()))
                            .then("Overview", HOME);
            case 409, 412 ->
                    ShownProblem.of(
                            refused.status(),
                            Icon.WARNING,
                            "Changed in the meantime",
                            sentence(refused.detail()));
            case 400, 413, 422 ->
                    ShownProblem.of(
                            refused.status(),
                            Icon.WARNING,
                            "This can’t be done",
                            sentence(refused.detail()));
            case 429 ->
                    ShownProblem.of(
                            429, Icon.WARNING, "Too many requests", sentence(refused.detail()));
            case 503, ApiException.NO_ANSWER ->
                    ShownProblem.of(
                            503,
                            Icon.CLOUD_OFF,
                            "Not available right now",
                            "Nothing is lost. Try again in a few seconds. "
                                    + sentence(refused.detail())
                                    + request(refused.requestId()));
            default ->
                    ShownProblem.of(
                            500,
                            Icon.WARNING,
                            "Something went wrong",
                            sentence(refused.detail()) + request(refused.requestId()));
        };
    }

    static ShownProblem forbidden(String detail) {
        return ShownProblem.of(403, Icon.LOCK, "No permission", sentence(detail))
                .then("Overview", HOME);
    }

    static ShownProblem notSameOrigin() {
        return ShownProblem.of(
                403,
                Icon.LOCK,
                "This form can’t be used",
                "It came from another site, or from a page that was open for too long. Reload"
                        + " the page, then send it again.");
    }

    public static ShownProblem nothingHere() {
        return ShownProblem.of(404, Icon.SEARCH, "Page not found", "Check the address for typos.")
                .then("Overview", HOME);
    }

    /**
     * Explains a fault of ours: the log has the cause, the visitor gets an id to report.
     *
     * @param path of the page, without what must not be in a log
     */
    static ShownProblem fault(RuntimeException e, Context context, String path) {
        String id = "err_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        log.error("console.failed {} {} request={}", id, path, Edge.requestId(context.res()), e);
        return ShownProblem.of(
                500,
                Icon.WARNING,
                "Something went wrong",
                "This is an internal error. Hooklane’s log lists it as " + id + ".");
    }

    private static String request(String id) {
        return id.isEmpty() ? "" : " The log names this request " + id + ".";
    }

    /** Returns the detail with a capital letter and a full stop. */
    static String sentence(String detail) {
        if (detail.isEmpty()) {
            return "";
        }
        String text = Character.toUpperCase(detail.charAt(0)) + detail.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }
}
