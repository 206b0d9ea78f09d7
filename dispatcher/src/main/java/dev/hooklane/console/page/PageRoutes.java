package dev.hooklane.console.page;

import dev.hooklane.access.Ability;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.function.Supplier;

/** Where pages are added; each says which ability it asks of its visitors. */
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

    /** Where pages are added that are for operators alone. */
    public PageRoutes forOperators() {
        return new PageRoutes(routes, gate, streams, true);
    }

    /** A page that changes nothing. */
    public void get(String path, Ability ability, Page page) {
        routes.get(path, context -> gate.read(context, admission(ability), page));
    }

    /** What a form is sent to. */
    public void post(String path, Ability ability, Page page) {
        routes.post(path, context -> gate.send(context, admission(ability), page));
    }

    /**
     * A part that is sent again whenever it has changed, as a stream of server-sent events.
     *
     * @param every how long it may be old
     * @param page made again and again; always a {@link Reply.Part}
     */
    public void live(String path, Ability ability, Duration every, Page page) {
        routes.get(path, context -> streams.serve(context, admission(ability), every, page));
    }

    /** A page that everybody may read, signed in or not. */
    public void open(String path, Supplier<Reply.Whole> page) {
        routes.get(path, context -> gate.open(context, page));
    }

    private Admission admission(Ability ability) {
        return new Admission(ability, operatorsOnly);
    }
}
