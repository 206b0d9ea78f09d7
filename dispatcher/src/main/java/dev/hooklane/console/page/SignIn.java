package dev.hooklane.console.page;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.session.SameOrigin;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.session.SessionCodec;
import dev.hooklane.console.session.SessionCookies.Found;
import dev.hooklane.console.view.Onward;
import dev.hooklane.console.view.ShownProblem;
import dev.hooklane.console.view.SignInForm;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts and ends sessions with a key, and tells visitors that their session has ended. */
public final class SignIn {
    public static final String HOME = "/overview";
    private static final String KEY_FORM = "[\\x21-\\x7e]{1,2000}";

    private final SessionStarts sessions;
    private final SameOrigin sameOrigin;
    private final PortalEntry portal;
    private final ReplyWriter writer;
    private final Optional<SingleSignOn> single;

    /**
     * @param single the other way to sign in, if there is one
     */
    public SignIn(
            SessionStarts sessions,
            SameOrigin sameOrigin,
            PortalEntry portal,
            Optional<SingleSignOn> single) {
        this.sessions = sessions;
        this.sameOrigin = sameOrigin;
        this.portal = portal;
        this.writer = sessions.writer();
        this.single = single;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/sign-in", this::show);
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-out", this::signOut);
        single.ifPresent(other -> other.addTo(routes));
    }

    private void show(Context context) {
        String next = next(context.queryParam("next"));
        if (sessions.cookies().find(context) instanceof Found.Signed) {
            writer.redirect(context, next);
        } else {
            form(context, 200, new SignInForm(next, "", ""));
        }
    }

    private void signIn(Context context) {
        String next = next(context.formParam("next"));
        String key = Optional.ofNullable(context.formParam("key")).orElse("").strip();
        if (!sameOrigin.isSure(context)) {
            writer.problem(context, Optional.empty(), Refusals.notSameOrigin());
        } else if (!key.matches(KEY_FORM)) {
            form(context, 422, new SignInForm(next, "", "Enter a key, such as hlk_…"));
        } else {
            signIn(context, key, next);
        }
    }

    private void signIn(Context context, String key, String next) {
        try {
            Session session = start(context, key);
            if (session.caller().has(Ability.VIEW)) {
                sessions.cookies().set(context, session);
                writer.redirect(context, next);
            } else {
                form(
                        context,
                        403,
                        new SignInForm(
                                next,
                                "",
                                "This key can only publish events. Use a key with the"
                                        + " role account, viewer or operator."));
            }
        } catch (ApiException e) {
            ShownProblem problem = Refusals.of(e);
            boolean wrong = e.status() == 401;
            form(
                    context,
                    wrong ? 401 : problem.status(),
                    new SignInForm(
                            next, "", wrong ? Refusals.sentence(e.detail()) : problem.detail()));
        }
    }

    private void signOut(Context context) {
        if (!sameOrigin.isSure(context)) {
            writer.problem(context, Optional.empty(), Refusals.notSameOrigin());
            return;
        }
        boolean user =
                sessions.cookies().find(context) instanceof Found.Signed(Session session)
                        && session.caller().isUser();
        sessions.cookies().clear(context, false);
        SignInForm form = new SignInForm(HOME, "You are signed out.", "");
        show(
                context,
                200,
                form.with(single.map(other -> user ? other.signedOut() : other.offer(HOME, ""))));
    }

    /**
     * Answers a visitor who has no session, or whose session has ended.
     *
     * @param session the session that ended
     * @param why in a sentence; empty if there is nothing to say
     */
    void ended(Context context, Optional<Session> session, String why) {
        ended(context, session, why, "");
    }

    /** Answers a visitor whose session the API refuses. */
    void ended(Context context, Session session, ApiException refused) {
        ended(context, Optional.of(session), refused.detail(), refused.reason());
    }

    private void ended(Context context, Optional<Session> session, String why, String reason) {
        if (Browser.partial(context)) {
            context.status(401).header("HX-Refresh", "true");
            return;
        }
        boolean asks = context.method().name().equals("GET");
        if (session.isEmpty() && asks && Browser.fromElsewhere(context)) {
            writer.reply(
                    context,
                    false,
                    new Reply.Whole(200, "onward", new Onward(Browser.asked(context))));
        } else if (session.isPresent() && session.get().caller().byLink()) {
            portal.ended(context, reason);
        } else {
            session.ifPresent(_ -> sessions.cookies().clear(context, false));
            String next = asks ? next(Browser.asked(context)) : HOME;
            form(context, 401, new SignInForm(next, Refusals.sentence(why), ""));
        }
    }

    private Session start(Context context, String credential) {
        return sessions.of(
                credential,
                SessionCodec.caller(sessions.present(context, credential, "/v1/sign-ins"), "id"));
    }

    private void form(Context context, int status, SignInForm form) {
        show(context, status, form.with(single.map(other -> other.offer(form.next(), ""))));
    }

    private void show(Context context, int status, SignInForm form) {
        writer.reply(context, false, new Reply.Whole(status, "sign-in", form));
    }

    /** Returns the path to go to after signing in; never one of another site. */
    static String next(@Nullable String asked) {
        return asked != null && Browser.isOwnPath(asked) ? asked : HOME;
    }
}
