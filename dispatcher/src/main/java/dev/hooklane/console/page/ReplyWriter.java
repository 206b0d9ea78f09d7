package dev.hooklane.console.page;

import dev.hooklane.access.KeyRole;
import dev.hooklane.config.ConsoleSettings;
import dev.hooklane.console.asset.Assets;
import dev.hooklane.console.asset.Compression;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.view.Frame;
import dev.hooklane.console.view.ShownProblem;
import dev.hooklane.console.view.Templates;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Writes replies: pages in their frame, with the headers that protect them. */
public final class ReplyWriter {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String ANSWERED = "hooklane.console.answered";
    private static final String NO_FRAMES = "'none'";

    private final Templates templates = new Templates();
    private final Assets assets;
    private final ConsoleSettings settings;
    private final RandomGenerator random;

    public ReplyWriter(Assets assets, ConsoleSettings settings, RandomGenerator random) {
        this.assets = assets;
        this.settings = settings;
        this.random = random;
    }

    /** Answers a signed-in visitor. */
    void reply(Context context, Session session, Reply reply) {
        protect(context, session.caller().byLink());
        Frame frame = frame(context, session);
        switch (reply) {
            case Reply.Whole(int status, String template, Object view) ->
                    html(context, status, templates.fill(template, frame, view));
            case Reply.Part(int status, String template, Object view) ->
                    html(context, status, templates.fill(template, frame, view));
            case Reply.Elsewhere(String path) -> redirect(context, frame.link(path));
        }
    }

    /** Answers a visitor who is not signed in, or whose session has ended. */
    void reply(Context context, boolean framed, Reply.Whole reply) {
        protect(context, framed);
        html(context, reply.status(), templates.fill(reply.template(), nobody(), reply.view()));
    }

    /** Shows a problem: as a page of its own, or to htmx as an alert. */
    public void problem(Context context, Optional<Session> session, ShownProblem problem) {
        Reply.Whole whole = new Reply.Whole(problem.status(), "problem", problem);
        if (session.isEmpty()) {
            reply(context, false, whole);
        } else if (Browser.partial(context)) {
            reply(context, session.get(), new Reply.Part(problem.status(), "alert", problem));
        } else {
            reply(context, session.get(), whole);
        }
    }

    /** Renders a part, for a stream. */
    byte[] text(Context context, Session session, Reply.Part part) {
        return templates.fill(part.template(), frame(context, session), part.view());
    }

    public void redirect(Context context, String path) {
        protect(context, false);
        if (Browser.partial(context)) {
            // A redirect would put the whole page where the part belongs.
            context.status(204).header("HX-Redirect", path);
        } else {
            context.status(303).header("Location", path);
        }
    }

    /** Reports whether a page or a part has been sent. */
    public static boolean answered(Context context) {
        return context.attribute(ANSWERED) != null;
    }

    private void protect(Context context, boolean framed) {
        context.attribute(ANSWERED, true);
        boolean listed = framed && !settings.frameAncestors().isEmpty();
        Browser.protect(context, listed ? String.join(" ", settings.frameAncestors()) : NO_FRAMES);
    }

    /**
     * Sends a page or a part. What is shown once, such as a new secret, answers a POST and is never
     * compressed: the size would tell of it.
     */
    private static void html(Context context, int status, byte[] text) {
        context.status(status).contentType(HTML);
        if (context.method().equals(HandlerType.GET)) {
            Compression.send(context, text);
        } else {
            context.result(text);
        }
    }

    private Frame nobody() {
        return new Frame(assets, Optional.empty(), List.of(), Optional.empty(), "");
    }

    private Frame frame(Context context, Session session) {
        KeyRole role = session.caller().role();
        boolean operator = role.seesAll();
        return new Frame(
                assets,
                Optional.of(
                        new Frame.Person(
                                session.caller().name(),
                                operator
                                        ? role == KeyRole.OPERATOR ? "Operator" : "Viewer"
                                        : session.caller()
                                                .account()
                                                .map(Object::toString)
                                                .orElse(""),
                                operator,
                                !session.caller().byLink())),
                Navigation.menu(session, context.path()),
                operator
                        ? Optional.ofNullable(context.queryParam("account"))
                                .or(() -> Optional.ofNullable(context.formParam("account")))
                                .filter(account -> !account.isBlank())
                        : Optional.empty(),
                session.maskedToken(random));
    }
}
