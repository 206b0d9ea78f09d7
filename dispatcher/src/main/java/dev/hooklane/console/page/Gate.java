package dev.hooklane.console.page;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.session.SameOrigin;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.session.SessionCookies;
import dev.hooklane.console.session.SessionCookies.Found;
import dev.hooklane.console.view.ShownProblem;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Admits signed-in visitors to the pages that their key allows. */
public final class Gate {
    private static final String TOKEN_FIELD = "token";
    private static final String TOKEN_HEADER = "X-Token";
    private static final int UNAUTHORIZED = 401;

    private final SessionCookies cookies;
    private final SameOrigin sameOrigin;
    private final ReplyWriter writer;
    private final SignIn signIn;
    private final BiFunction<Context, String, ApiClient> api;

    /**
     * @param api returns a client of the API for a request and the credential behind it
     */
    public Gate(
            SessionCookies cookies,
            SameOrigin sameOrigin,
            ReplyWriter writer,
            SignIn signIn,
            BiFunction<Context, String, ApiClient> api) {
        this.cookies = cookies;
        this.sameOrigin = sameOrigin;
        this.writer = writer;
        this.signIn = signIn;
        this.api = api;
    }

    /** Serves a request that changes nothing. */
    void read(Context context, PageAccess access, Page page) {
        signedIn(context).ifPresent(session -> reply(context, session, access, page));
    }

    /** Serves a request that anyone may make, signed in or not. */
    void open(Context context, Supplier<Reply.Whole> page) {
        Optional<Session> visitor =
                cookies.find(context) instanceof Found.Signed(Session session)
                        ? Optional.of(session)
                        : Optional.empty();
        try {
            visitor.ifPresentOrElse(
                    session -> writer.reply(context, session, page.get()),
                    () -> writer.reply(context, false, page.get()));
        } catch (RuntimeException e) {
            writer.problem(context, visitor, Refusals.fault(e, context, context.path()));
        }
    }

    /** Serves a request that may change something; it must come from one of these pages. */
    void send(Context context, PageAccess access, Page page) {
        Optional<Session> session = signedIn(context);
        if (session.isEmpty()) {
            return;
        }
        if (!sameOrigin.isSure(context) || !session.get().isToken(token(context))) {
            writer.problem(context, session, Refusals.notSameOrigin());
            return;
        }
        reply(context, session.get(), access, page);
    }

    /** Returns the visitor's session. If there is none, the request has been answered. */
    Optional<Session> signedIn(Context context) {
        return switch (cookies.find(context)) {
            case Found.Signed(Session session) -> Optional.of(session);
            case Found.Over(Session session) -> {
                signIn.ended(context, Optional.of(session), "Your session has ended.");
                yield Optional.empty();
            }
            case Found.None() -> {
                signIn.ended(context, Optional.empty(), "");
                yield Optional.empty();
            }
        };
    }

    Visit visit(Context context, Session session) {
        return new Visit(context, session, api.apply(context, session.credential()));
    }

    private void reply(Context context, Session session, PageAccess access, Page page) {
        try {
            Optional<ShownProblem> refusal = access.refusal(session.caller());
            if (refusal.isPresent()) {
                writer.problem(context, Optional.of(session), refusal.get());
                return;
            }
            writer.reply(context, session, page.reply(visit(context, session)));
        } catch (ApiException e) {
            if (e.status() == UNAUTHORIZED) {
                signIn.ended(context, session, e);
            } else {
                writer.problem(context, Optional.of(session), Refusals.of(e));
            }
        } catch (RuntimeException e) {
            writer.problem(
                    context, Optional.of(session), Refusals.fault(e, context, context.path()));
        }
    }

    private static String token(Context context) {
        String header = context.header(TOKEN_HEADER);
        String field = header == null ? context.formParam(TOKEN_FIELD) : header;
        return field == null ? "" : field;
    }
}
