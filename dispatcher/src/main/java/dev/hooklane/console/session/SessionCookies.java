package dev.hooklane.console.session;

import dev.hooklane.access.Caller;
import dev.hooklane.config.ConsoleSettings;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The cookie that holds a session, inaccessible to scripts and to requests that other sites cause.
 * There is one exception: where the settings allow frames, the cookie of a portal link is also sent
 * from within other sites' pages, separately for each site.
 */
public final class SessionCookies {
    private final SessionCodec codec;
    private final ConsoleSettings settings;
    private final InstantSource clock;

    public SessionCookies(SessionCodec codec, ConsoleSettings settings, InstantSource clock) {
        this.codec = codec;
        this.settings = settings;
        this.clock = clock;
    }

    /** The result of reading the cookie. */
    public sealed interface Found {
        /** The cookie holds a valid session. */
        record Signed(Session session) implements Found {}

        /** The cookie holds a session that has ended. */
        record Over(Session session) implements Found {}

        /** There is no cookie, or no instance of this installation made it. */
        record None() implements Found {}
    }

    /** Returns the request's session, and extends one that is in use. */
    public Found find(Context context) {
        Optional<Session> read = Optional.ofNullable(context.cookie(name())).flatMap(codec::read);
        if (read.isEmpty()) {
            return new Found.None();
        }
        Session session = read.get();
        Instant now = clock.instant();
        if (session.isOver(now)) {
            return new Found.Over(session);
        }
        Optional<Session> movedOn = session.movedOn(now);
        movedOn.ifPresent(longer -> set(context, longer));
        return new Found.Signed(movedOn.orElse(session));
    }

    /**
     * Returns who is signed in, without a look at whether the API still knows the key.
     *
     * @param cookies of the request, by name
     */
    public Optional<Caller> visitor(Function<String, Optional<String>> cookies) {
        Instant now = clock.instant();
        return cookies.apply(name())
                .flatMap(codec::read)
                .filter(session -> !session.isOver(now))
                .map(Session::caller);
    }

    /** Signs the browser in. */
    public void set(Context context, Session session) {
        context.addHeader("Set-Cookie", cookie(codec.write(session), framed(session), ""));
    }

    /** Signs the browser out. */
    public void clear(Context context, boolean framed) {
        context.addHeader("Set-Cookie", cookie("", framed, "; Max-Age=0"));
    }

    /** Reports whether the session may be used in a frame of another site's page. */
    public boolean framed(Session session) {
        return session.caller().byLink() && !settings.frameAncestors().isEmpty();
    }

    private String cookie(String value, boolean framed, String more) {
        return "%s=%s; Path=/; HttpOnly%s; SameSite=%s%s"
                .formatted(
                        name(),
                        value,
                        settings.secure() ? "; Secure" : "",
                        framed ? "None; Partitioned" : "Strict",
                        more);
    }

    /** Returns the name. Browsers accept this prefix only over HTTPS, from this very host. */
    private String name() {
        return settings.secure() ? "__Host-hooklane" : "hooklane";
    }
}
