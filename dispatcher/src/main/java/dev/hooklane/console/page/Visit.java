package dev.hooklane.console.page;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.session.Session;
import dev.hooklane.event.AccountId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** One request of a signed-in visitor. */
public final class Visit {
    private static final String ACCOUNT = "account";

    private final Context context;
    private final Session session;
    private final ApiClient api;

    Visit(Context context, Session session, ApiClient api) {
        this.context = context;
        this.session = session;
        this.api = api;
    }

    /** Returns the API, called as the visitor. */
    public ApiClient api() {
        return api;
    }

    public Session session() {
        return session;
    }

    public boolean may(Ability ability) {
        return session.caller().has(ability);
    }

    /** Returns the account of the visit: the visitor's only one, or the chosen one. */
    public Optional<String> account() {
        return session.caller()
                .account()
                .map(AccountId::value)
                .or(() -> query(ACCOUNT))
                .or(() -> Optional.of(form(ACCOUNT)).filter(text -> !text.isEmpty()));
    }

    /** Returns a part of the path. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** Returns another path with the parameters of this one. */
    public String pathAs(String path) {
        String query = context.queryString();
        return query == null ? path : path + "?" + query;
    }

    /** Returns a parameter of the URL; empty if it is missing or blank. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** Returns a field of the form; an empty text if it is missing. */
    public String form(String name) {
        String text = context.formParam(name);
        return text == null ? "" : text.strip();
    }

    /** Returns all values of a field. */
    public List<String> forms(String name) {
        return context.formParams(name);
    }

    /** Reports whether htmx asks, for a part of a page. */
    public boolean partial() {
        return Browser.partial(context);
    }
}
