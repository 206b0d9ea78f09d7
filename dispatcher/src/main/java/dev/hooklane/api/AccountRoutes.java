package dev.hooklane.api;

import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.event.AccountId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Lists the accounts that have endpoints. An account is only a name that its endpoints share. */
final class AccountRoutes implements Routes {
    private final EndpointDirectory directory;

    AccountRoutes(EndpointDirectory directory) {
        this.directory = directory;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/accounts", this::list, RouteAccess.OPERATE);
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("search", "cursor", "limit"));
        String searched = Optional.ofNullable(context.queryParam("search")).orElse("").strip();
        ListPage<String> page =
                ListPage.of(
                        directory.accounts().stream()
                                .map(AccountId::value)
                                .filter(id -> id.contains(searched)),
                        Function.identity(),
                        Cursor.read(context),
                        Parameters.limit(context));
        ListAnswer.send(
                context,
                "accounts",
                page.items(),
                (account, json) -> write(account, states(account), json),
                page.next());
    }

    private Map<String, Long> states(String account) {
        return directory.of(new AccountId(account)).stream()
                .collect(Collectors.groupingBy(each -> each.state().name(), Collectors.counting()));
    }

    private static void write(String id, Map<String, Long> endpoints, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", id);
        json.writeNumberProperty(
                "endpoints", endpoints.values().stream().mapToLong(Long::longValue).sum());
        EndpointState.NAMES.forEach(
                state -> json.writeNumberProperty(state, endpoints.getOrDefault(state, 0L)));
        json.writeEndObject();
    }
}
