package dev.hooklane.console.page;

import dev.hooklane.access.LinkEnd;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.session.SameOrigin;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.session.SessionCodec;
import dev.hooklane.console.session.SessionCookies;
import dev.hooklane.console.view.ShownProblem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets customers in by a portal link. The page's script sends the link, which is in the fragment of
 * the address, and the API exchanges it for a session, once.
 */
public final class PortalEntry {
    private static final String PATH = "/portal";
    private static final String LINK_FORM = "hlp_[A-Za-z0-9_-]{1,2000}";

    private final SessionCookies cookies;
    private final SameOrigin sameOrigin;
    private final ReplyWriter writer;
    private final BiFunction<Context, String, ApiClient> api;
    private final InstantSource clock;
    private final RandomGenerator random;

    public PortalEntry(
            SessionCookies cookies,
            SameOrigin sameOrigin,
            ReplyWriter writer,
            BiFunction<Context, String, ApiClient> api,
            InstantSource clock,
            RandomGenerator random) {
        this.cookies = cookies;
        this.sameOrigin = sameOrigin;
        this.writer = writer;
        this.api = api;
        this.clock = clock;
        this.random = random;
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
        writer.reply(context, true, new Reply.Whole(200, "portal", SignIn.HOME));
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
            cookies.set(context, session);
            writer.reply(context, session, Reply.to(SignIn.HOME));
        } catch (ApiException e) {
            problem(context, e.status() == 401 ? EndedLinks.of(e.reason()) : Refusals.of(e));
        } catch (RuntimeException e) {
            problem(context, Refusals.fault(e, PATH));
        }
    }

    private Session start(Context context, String link) {
        JsonNode opened =
                api.apply(context, link)
                        .post("/v1/portal-sessions", JsonMapper.shared().createObjectNode());
        return Session.start(
                opened.path("session").asString(),
                SessionCodec.caller(opened, "id"),
                clock.instant(),
                random);
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
