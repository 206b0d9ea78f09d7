package dev.hooklane.console.page;

import dev.hooklane.access.Ability;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.view.Frame;
import dev.hooklane.console.view.Icon;
import java.util.List;

/** The entries of the menu, and who sees them. */
final class Navigation {
    private enum For {
        ALL,
        /** Whoever may make portal links, or sees everything. */
        SHARING,
        OPERATORS
    }

    private record Start(String label, String path, Icon icon, For people) {}

    private record Section(String heading, List<Start> starts) {}

    private static final List<Section> SECTIONS =
            List.of(
                    new Section(
                            "",
                            List.of(
                                    new Start("Overview", "/overview", Icon.OVERVIEW, For.ALL),
                                    new Start("Webhooks", "/webhooks", Icon.WEBHOOKS, For.ALL),
                                    new Start(
                                            "Deliveries", "/deliveries", Icon.DELIVERIES, For.ALL),
                                    new Start("Events", "/events", Icon.EVENTS, For.ALL),
                                    new Start("Replays", "/replays", Icon.REPLAY, For.ALL),
                                    new Start("Event types", "/event-types", Icon.TYPES, For.ALL),
                                    new Start("Portal links", "/links", Icon.CHAIN, For.SHARING),
                                    new Start("Quotas", "/quotas", Icon.QUOTAS, For.ALL))),
                    new Section(
                            "Operations",
                            List.of(
                                    new Start(
                                            "Accounts", "/accounts", Icon.ACCOUNTS, For.OPERATORS),
                                    new Start("Sources", "/sources", Icon.SOURCES, For.OPERATORS),
                                    new Start(
                                            "Dead letters",
                                            "/dead-letters",
                                            Icon.WARNING,
                                            For.OPERATORS),
                                    new Start("Waiting", "/waiting", Icon.CLOCK, For.OPERATORS),
                                    new Start("Lanes", "/lanes", Icon.LANES, For.OPERATORS),
                                    new Start("Rejected", "/rejected", Icon.CROSS, For.OPERATORS),
                                    new Start("API keys", "/keys", Icon.KEY, For.OPERATORS),
                                    new Start("Audit", "/audit", Icon.LOG, For.OPERATORS))),
                    new Section(
                            "Help",
                            List.of(
                                    new Start("Guide", "/docs", Icon.DOCS, For.ALL),
                                    new Start("Handbook", "/handbook", Icon.HELP, For.OPERATORS),
                                    new Start("API", "/docs/api", Icon.CODE, For.ALL))));

    private Navigation() {}

    /** Returns the menu for this session at this path. */
    static List<Frame.Group> menu(Session session, String path) {
        return SECTIONS.stream()
                .map(section ->
                        new Frame.Group(
                                section.heading(),
                                section.starts().stream()
                                        .filter(start -> isFor(start.people(), session))
                                        .map(start -> entry(start, path))
                                        .toList()))
                .filter(group -> !group.entries().isEmpty())
                .toList();
    }

    private static boolean isFor(For people, Session session) {
        return switch (people) {
            case ALL -> true;
            case SHARING ->
                    session.caller().has(Ability.SHARE) || session.caller().role().seesAll();
            case OPERATORS -> session.caller().role().seesAll();
        };
    }

    private static Frame.Entry entry(Start start, String path) {
        boolean current = path.equals(start.path()) || path.startsWith(start.path() + "/");
        return new Frame.Entry(start.label(), start.path(), start.icon(), current);
    }
}
