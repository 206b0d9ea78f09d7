package dev.hooklane.console.source;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One source: how it does, and what can be done about it. */
final class OneSourcePages implements Pages {
    private static final String ONE = SourcePages.ALL + "/{name}";
    private static final String PAGE = "source/one";
    private static final int UNPROCESSABLE = 422;
    private static final Pattern PARTITION = Pattern.compile("(.+)-([0-9]{1,9})");
    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(ONE, Ability.VIEW, visit -> Reply.page(PAGE, view(visit, "")));
        routes.live(
                ONE + "/live",
                Ability.VIEW,
                SourcePages.LOOK_EVERY,
                visit -> Reply.part("source/progress", view(visit, "")));
        routes.post(ONE + "/pause", Ability.MANAGE, visit -> tell(visit, "pause", body()));
        routes.post(ONE + "/resume", Ability.MANAGE, visit -> tell(visit, "resume", body()));
        routes.post(ONE + "/rewind", Ability.MANAGE, OneSourcePages::rewind);
        routes.post(ONE + "/remove", Ability.MANAGE, OneSourcePages::remove);
    }

    private static String name(Visit visit) {
        return visit.path("name");
    }

    private static SourceView view(Visit visit, String problem) {
        return new SourceView(
                ShownSource.of(visit.api().get(SourcePages.apiPath(name(visit)), Map.of())),
                visit.may(Ability.MANAGE),
                problem);
    }

    private static ObjectNode body() {
        return JsonMapper.shared().createObjectNode();
    }

    private static Reply tell(Visit visit, String wish, ObjectNode body) {
        visit.api().post("%s/%s".formatted(SourcePages.apiPath(name(visit)), wish), body);
        return Reply.to(SourcePages.path(name(visit)));
    }

    private static Reply rewind(Visit visit) {
        try {
            return tell(visit, "rewind", place(visit.form("partition"), visit.form("to")));
        } catch (ApiException e) {
            if (e.status() != UNPROCESSABLE) {
                throw e;
            }
            return Reply.refused(PAGE, view(visit, e.detail()));
        }
    }

    /**
     * Returns the body of a rewind. The API says what is allowed.
     *
     * @param partition a topic with a number, such as {@code shop.orders.v3-3}; empty for all
     */
    private static ObjectNode place(String partition, String to) {
        Matcher one = PARTITION.matcher(partition);
        if (!one.matches()) {
            return body().put("to", to);
        }
        ObjectNode body =
                body().put("topic", one.group(1)).put("partition", Integer.parseInt(one.group(2)));
        return OFFSET.matcher(to).matches()
                ? body.put("offset", Long.parseLong(to))
                : body.put("offset", to);
    }

    private static Reply remove(Visit visit) {
        visit.api().delete(SourcePages.apiPath(name(visit)));
        return Reply.to(SourcePages.ALL);
    }
}
