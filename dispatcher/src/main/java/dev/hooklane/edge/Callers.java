package dev.hooklane.edge;

import org.eclipse.jetty.server.Request;

/** Tells who sends a request, by its headers alone. Any thread may call; must not block. */
@FunctionalInterface
public interface Callers {
    /** Returns the caller's class; a stranger if the request has no valid key, link or session. */
    CallerClass of(Request request);

    /** Returns callers that know nobody. */
    static Callers strangers() {
        return _ -> CallerClass.STRANGER;
    }
}
