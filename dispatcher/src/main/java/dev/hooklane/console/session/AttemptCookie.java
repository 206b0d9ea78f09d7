package dev.hooklane.console.session;

import dev.hooklane.config.ConsoleSettings;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * The cookie that holds a sign-in which is under way at an OpenID provider. Browsers send it along
 * when that site sends them back, which is why it is not {@code SameSite=Strict}.
 */
public final class AttemptCookie {
    private static final int VALID_SECONDS = 600;

    private final ConsoleSettings settings;

    public AttemptCookie(ConsoleSettings settings) {
        this.settings = settings;
    }

    public Optional<String> find(Context context) {
        return Optional.ofNullable(context.cookie(name()));
    }

    public void set(Context context, String text) {
        add(context, text, VALID_SECONDS);
    }

    public void clear(Context context) {
        add(context, "", 0);
    }

    private void add(Context context, String text, int seconds) {
        context.addHeader(
                "Set-Cookie",
                "%s=%s; Path=/; HttpOnly%s; SameSite=Lax; Max-Age=%d"
                        .formatted(name(), text, settings.secure() ? "; Secure" : "", seconds));
    }

    private String name() {
        return settings.secure() ? "__Host-hooklane-sign-in" : "hooklane-sign-in";
    }
}
