package dev.hooklane.console.page;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.session.Session;
import dev.hooklane.event.AccountId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** One request of somebody who is signed in. */
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

    /** The API, called as the visitor. */
    public ApiClient api() {
        return api;
    }

    public Session session() {
        return session;
    }

    public boolean may(Ability ability) {
        return session.caller().has(ability);
    }

    /** The account that the visit is about: the visitor's only one, or the one that was chosen. */
    public Optional<String> account() {
        return session.caller()
                .account()
                .map(AccountId::value)
                .or(() -> query(ACCOUNT))
                .or(() -> Optional.of(form(ACCOUNT)).filter(text -> !text.isEmpty()));
    }

    /** A part of the path. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** Another path, with the parameters of this one. */
    public String pathAs(String path) {
        String query = context.queryString();
        return query == null ? path : path + "?" + query;
    }

    /** A parameter of the URL; empty if it is missing or blank. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** A field of the form; an empty text if it is missing. */
    public String form(String name) {
        String text = context.formParam(name);
        return text == null ? "" : text.strip();
    }

    /** All values of a field. */
    public List<String> forms(String name) {
        return context.formParams(name);
    }

    /** Whether htmx asks, for a part of a page. */
    public boolean partial() {
        return Browser.partial(context);
    }
}
