package dev.hooklane.console.page;

import dev.hooklane.access.Ability;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.function.Supplier;

/** Adds pages; each states the ability that it requires. */
public final class PageRoutes {
    private final RoutesConfig routes;
    private final Gate gate;
    private final LiveStreams streams;
    private final boolean operatorsOnly;

    public PageRoutes(RoutesConfig routes, Gate gate, LiveStreams streams) {
        this(routes, gate, streams, false);
    }

    private PageRoutes(RoutesConfig routes, Gate gate, LiveStreams streams, boolean operatorsOnly) {
        this.routes = routes;
        this.gate = gate;
        this.streams = streams;
        this.operatorsOnly = operatorsOnly;
    }

    /** Returns routes for pages that only operators may see. */
    public PageRoutes forOperators() {
        return new PageRoutes(routes, gate, streams, true);
    }

    /** Adds a page that changes nothing. */
    public void get(String path, Ability ability, Page page) {
        routes.get(path, context -> gate.read(context, access(ability), page));
    }

    /** Adds the target of a form. */
    public void post(String path, Ability ability, Page page) {
        routes.post(path, context -> gate.send(context, access(ability), page));
    }

    /**
     * Adds a part that is sent again whenever it has changed, as a stream of server-sent events.
     *
     * @param every the longest time that it may be out of date
     * @param page called repeatedly; always returns a {@link Reply.Part}
     */
    public void live(String path, Ability ability, Duration every, Page page) {
        routes.get(path, context -> streams.serve(context, access(ability), every, page));
    }

    /** Adds a page that anyone may read, signed in or not. */
    public void open(String path, Supplier<Reply.Whole> page) {
        routes.get(path, context -> gate.open(context, page));
    }

    private PageAccess access(Ability ability) {
        return new PageAccess(ability, operatorsOnly);
    }
}
