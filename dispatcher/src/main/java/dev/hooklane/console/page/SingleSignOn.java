package dev.hooklane.console.page;

import dev.hooklane.access.Caller;
import dev.hooklane.access.GroupRules.Given;
import dev.hooklane.access.User;
import dev.hooklane.access.UserPasses;
import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.config.OidcSettings;
import dev.hooklane.console.session.AttemptCookie;
import dev.hooklane.console.session.SessionCookies.Found;
import dev.hooklane.console.view.Onward;
import dev.hooklane.console.view.SignInForm;
import dev.hooklane.oidc.OpenIdProvider;
import dev.hooklane.oidc.Person;
import dev.hooklane.oidc.SignInFailedException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts sessions of people who sign in at an OpenID provider. Their browsers go there and come
 * back:
 *
 * <pre>
 * sign-in page ─▶ /sign-in/oidc ─▶ provider ─▶ /sign-in/oidc/callback ─▶ a page that leads on
 * </pre>
 *
 * The API records each sign-in, and each one that is refused, as it does with keys.
 */
public final class SingleSignOn {
    private static final Logger log = LoggerFactory.getLogger(SingleSignOn.class);

    public static final String BACK = "/sign-in/oidc/callback";
    private static final String START = "/sign-in/oidc";
    private static final String SIGN_INS = "/v1/sign-ins";

    private final Parts parts;
    private final SessionStarts sessions;
    private final ReplyWriter writer;

    /** The provider, and all that the console keeps for it. */
    public record Parts(
            OidcSettings settings,
            OpenIdProvider provider,
            UserPasses passes,
            AttemptCookie attempt) {}

    public SingleSignOn(Parts parts, SessionStarts sessions) {
        this.parts = parts;
        this.sessions = sessions;
        this.writer = sessions.writer();
    }

    void addTo(RoutesConfig routes) {
        routes.get(START, this::begin);
        routes.get(BACK, this::finish);
    }

    /**
     * Returns the offer to sign in this way.
     *
     * @param next where to go after it
     * @param refused why it did not work; empty if it was not tried
     */
    SignInForm.Single offer(String next, String refused) {
        return new SignInForm.Single(
                parts.settings().label(), START + "?next=" + ApiClient.encoded(next), refused, "");
    }

    /** Returns the offer for somebody who has just signed out here, but not at the provider. */
    SignInForm.Single signedOut() {
        SignInForm.Single offer = offer(SignIn.HOME, "");
        return new SignInForm.Single(
                offer.label(),
                offer.start(),
                "",
                parts.provider().signOut().map(Object::toString).orElse(""));
    }

    private void begin(Context context) {
        String next = SignIn.next(context.queryParam("next"));
        if (sessions.cookies().find(context) instanceof Found.Signed) {
            writer.redirect(context, next);
        } else if (Browser.fromElsewhere(context)) {
            // Another site must not replace a session, whose cookie has been left out.
            onward(context, Browser.asked(context));
        } else {
            try {
                OpenIdProvider.Begun begun = parts.provider().begin(next);
                parts.attempt().set(context, begun.cookie());
                writer.redirect(context, begun.at().toString());
            } catch (SignInFailedException e) {
                refused(context, e, next);
            } catch (RuntimeException e) {
                writer.problem(context, Optional.empty(), Refusals.fault(e, context, START));
            }
        }
    }

    private void finish(Context context) {
        try {
            Person person =
                    parts.provider().finish(context.queryParamMap(), parts.attempt().find(context));
            parts.attempt().clear(context);
            String next = SignIn.next(person.next());
            UserPasses.Named named =
                    new UserPasses.Named(Caller.USER + person.subject(), person.name());
            switch (parts.settings().rules().given(person.groups(), person.account())) {
                case Given.Rights rights -> enter(context, user(named, rights), next);
                case Given.Nothing(String why) -> {
                    String sentence = "%s (%s) %s.".formatted(named.name(), named.id(), why);
                    record(context, Optional.of(named), sentence);
                    form(context, 403, next, sentence);
                }
            }
        } catch (SignInFailedException e) {
            boolean strange = e.fault() == SignInFailedException.Fault.STRANGE;
            if (strange && sessions.cookies().find(context) instanceof Found.Signed) {
                // Somebody has gone back in the browser's history.
                writer.redirect(context, SignIn.HOME);
                return;
            }
            if (!strange) {
                parts.attempt().clear(context);
            }
            refused(context, e, SignIn.HOME);
        } catch (ApiException e) {
            form(context, e.status() == 401 ? 401 : 424, SignIn.HOME, Refusals.of(e).detail());
        } catch (RuntimeException e) {
            // The real path contains the code.
            writer.problem(context, Optional.empty(), Refusals.fault(e, context, BACK));
        }
    }

    private User user(UserPasses.Named named, Given.Rights rights) {
        return new User(
                named.id(),
                named.name(),
                rights.role(),
                rights.account(),
                rights.abilities(),
                sessions.now().plus(parts.settings().sessionLifetime()));
    }

    private void enter(Context context, User user, String next) {
        String pass = parts.passes().write(user);
        var _ = sessions.present(context, pass, SIGN_INS);
        sessions.cookies().set(context, sessions.of(pass, user));
        // A redirect would be of the provider's making, and leave the session's cookie out.
        onward(context, next);
    }

    private void onward(Context context, String path) {
        writer.reply(context, false, new Reply.Whole(200, "onward", new Onward(path)));
    }

    private void refused(Context context, SignInFailedException e, String next) {
        record(context, Optional.empty(), e.sentence());
        int status =
                switch (e.fault()) {
                    case STRANGE -> 400;
                    case PERSON -> 403;
                    // Not 502: what stands before this server may show a page of its own then.
                    case PROVIDER -> 424;
                };
        form(context, status, next, e.sentence());
    }

    /** Has the API record a refusal; that it refuses the pass is what it is for. */
    private void record(Context context, Optional<UserPasses.Named> user, String why) {
        try {
            String pass = parts.passes().refusal(user, why, sessions.now());
            var _ = sessions.present(context, pass, SIGN_INS);
        } catch (ApiException e) {
            if (e.status() != 401) {
                log.warn("signin.not_recorded why={}", e.getMessage());
            }
        }
    }

    private void form(Context context, int status, String next, String refused) {
        writer.reply(
                context,
                false,
                new Reply.Whole(
                        status,
                        "sign-in",
                        new SignInForm(next, "", "", Optional.of(offer(next, refused)))));
    }
}
