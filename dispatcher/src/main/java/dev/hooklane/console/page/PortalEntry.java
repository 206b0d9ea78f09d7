package dev.hooklane.console.page;

import dev.hooklane.access.LinkEnd;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.session.SameOrigin;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.session.SessionCodec;
import dev.hooklane.console.view.ShownProblem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Lets customers in by a portal link. The page's script sends the link, which is in the fragment of
 * the address, and the API exchanges it for a session, once.
 */
public final class PortalEntry {
    /** Where customers expect to be, who come from a page about their webhooks. */
    private static final String LANDING = "/webhooks";

    private static final String PATH = "/portal";
    private static final String LINK_FORM = "hlp_[A-Za-z0-9_-]{1,2000}";

    private final SessionStarts sessions;
    private final SameOrigin sameOrigin;
    private final ReplyWriter writer;

    public PortalEntry(SessionStarts sessions, SameOrigin sameOrigin) {
        this.sessions = sessions;
        this.sameOrigin = sameOrigin;
        this.writer = sessions.writer();
    }

    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::show);
        routes.post(PATH, this::open);
        // Where the links of former releases lead.
        routes.get(
                PATH + "/{link}",
                context -> problem(context, EndedLinks.of(LinkEnd.FORMER.wireName())));
    }

    private void show(Context context) {
        writer.reply(context, true, new Reply.Whole(200, "portal", LANDING));
    }

    private void open(Context context) {
        String link = Optional.ofNullable(context.formParam("link")).orElse("");
        if (!sameOrigin.isSure(context)) {
            problem(context, Refusals.notSameOrigin());
        } else if (!link.matches(LINK_FORM)) {
            problem(context, EndedLinks.of(LinkEnd.UNKNOWN.wireName()));
        } else {
            exchange(context, link);
        }
    }

    private void exchange(Context context, String link) {
        try {
            Session session = start(context, link);
            sessions.cookies().set(context, session);
            writer.reply(context, session, Reply.to(LANDING));
        } catch (ApiException e) {
            problem(context, e.status() == 401 ? EndedLinks.of(e.reason()) : Refusals.of(e));
        } catch (RuntimeException e) {
            problem(context, Refusals.fault(e, context, PATH));
        }
    }

    private Session start(Context context, String link) {
        JsonNode opened = sessions.present(context, link, "/v1/portal-sessions");
        return sessions.of(opened.path("session").asString(), SessionCodec.caller(opened, "id"));
    }

    /**
     * Answers a visitor whose session, opened by a link, has ended. The cookie is kept, so that
     * reloading the page shows the same message.
     *
     * @param reason why, as a word of the API; empty if unknown
     */
    void ended(Context context, String reason) {
        problem(context, EndedLinks.of(reason));
    }

    /** Shows a problem, also in a frame, where the visitor is. */
    private void problem(Context context, ShownProblem problem) {
        writer.reply(context, true, new Reply.Whole(problem.status(), "problem", problem));
    }
}
