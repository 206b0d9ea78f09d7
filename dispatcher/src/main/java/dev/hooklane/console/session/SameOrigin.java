package dev.hooklane.console.session;

import dev.hooklane.config.ConsoleSettings;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;

/**
 * Decides whether one of this console's own pages sent a request, by the headers that browsers set.
 */
public final class SameOrigin {
    private final ConsoleSettings settings;

    public SameOrigin(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** Reports whether that is certain; a request without information on its origin is refused. */
    public boolean isSure(Context context) {
        String site = context.header("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        // Over plain HTTP, browsers leave out Sec-Fetch-Site, but still send Origin.
        String origin = context.header("Origin");
        String host = context.header("Host");
        return origin != null && (isPublic(origin) || (host != null && isHost(origin, host)));
    }

    private boolean isPublic(String origin) {
        return settings.publicUrl().map(URI::toString).filter(origin::equals).isPresent();
    }

    private boolean isHost(String origin, String host) {
        Optional<URI> own = settings.publicUrl();
        return own.isEmpty()
                && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
