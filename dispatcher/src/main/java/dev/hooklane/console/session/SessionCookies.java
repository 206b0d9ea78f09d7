package dev.hooklane.console.session;

import dev.hooklane.config.ConsoleSettings;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The cookie that holds a session: out of reach of scripts, and of requests that other sites cause.
 * Only that of a portal link, where the settings allow frames, is sent from within other sites'
 * pages, and there each site has its own.
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

    /** What came of the cookie. */
    public sealed interface Found {
        /** It holds a session. */
        record Signed(Session session) implements Found {}

        /** It holds one that is over. */
        record Over(Session session) implements Found {}

        /** There is none, or one that nobody here made. */
        record None() implements Found {}
    }

    /** The request's session; a used one goes on for longer. */
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

    /** Signs the browser in. */
    public void set(Context context, Session session) {
        context.addHeader("Set-Cookie", cookie(codec.write(session), framed(session), ""));
    }

    /** Signs the browser out. */
    public void clear(Context context, boolean framed) {
        context.addHeader("Set-Cookie", cookie("", framed, "; Max-Age=0"));
    }

    /** Whether the session may be used in a frame of another site's page. */
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

    /** A name with this prefix is taken only if it came over HTTPS, from this very host. */
    private String name() {
        return settings.secure() ? "__Host-hooklane" : "hooklane";
    }
}
