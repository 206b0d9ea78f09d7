package dev.hooklane.console.session;

import dev.hooklane.config.ConsoleSettings;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;

/** Tells whether one of this console's own pages sent a request, by what browsers say of it. */
public final class SameOrigin {
    private final ConsoleSettings settings;

    public SameOrigin(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** Whether that is sure; a request that says nothing of where it comes from is refused. */
    public boolean isSure(Context context) {
        String site = context.header("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        // Browsers leave that out over plain HTTP, but not this.
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
