package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.history.HistoryHolders;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.statistics.EndpointStatistics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reports the outcomes of attempts in the last 24 hours, for one endpoint or many. */
final class StatisticsRoutes implements Routes {
    private static final int ENDPOINTS_MAX = 100;
    private static final String ENDPOINTS = "endpoints";

    private final EndpointDirectory directory;
    private final HistoryStore history;
    private final OtherInstances others;

    StatisticsRoutes(EndpointDirectory directory, HistoryStore history, OtherInstances others) {
        this.directory = directory;
        this.history = history;
        this.others = others;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/endpoints/{id}/statistics", this::ofOne, RouteAccess.VIEW);
        routes.get("/v1/statistics", this::ofMany, RouteAccess.VIEW);
    }

    private void ofOne(Context context) {
        Parameters.only(context, Set.of());
        EndpointId id = EndpointRoutes.find(directory, context).id();
        others.answer(
                context,
                id,
                () -> {
                    int partition = history.holders().partition(id);
                    EndpointStatistics statistics =
                            history.statistics(Set.of(id), Set.of(partition)).getFirst();
                    Answers.json(context, 200, json -> StatisticsJson.write(statistics, json));
                });
    }

    private void ofMany(Context context) {
        Parameters.only(context, Set.of(ENDPOINTS));
        List<EndpointId> asked = Parameters.endpoints(context, ENDPOINTS, ENDPOINTS_MAX);
        var partitions = PeerCall.partitions(context);
        if (partitions.isPresent()) {
            answer(context, here(seen(context, asked), partitions.get()));
            return;
        }
        asked.forEach(id -> require(context, id));
        HistoryHolders holders = history.holders();
        Map<String, JsonNode> found =
                others
                        .gather(
                                context,
                                asked.stream().map(holders::partition).collect(Collectors.toSet()),
                                some -> here(Set.copyOf(asked), some),
                                StatisticsRoutes::part)
                        .stream()
                        .flatMap(List::stream)
                        .collect(
                                Collectors.toMap(
                                        each -> each.path("endpoint").asString(""),
                                        Function.identity()));
        answer(context, asked.stream().flatMap(id -> found(found, id)).toList());
    }

    /**
     * Empty for an endpoint that another instance has not read yet: nothing was sent to it either.
     */
    private static Stream<JsonNode> found(Map<String, JsonNode> found, EndpointId id) {
        return Stream.ofNullable(found.get(id.value()));
    }

    private void require(Context context, EndpointId id) {
        if (!maySee(context, id)) {
            throw Problem.notFound("there is no endpoint " + id);
        }
    }

    private Set<EndpointId> seen(Context context, List<EndpointId> asked) {
        return asked.stream().filter(id -> maySee(context, id)).collect(Collectors.toSet());
    }

    private boolean maySee(Context context, EndpointId id) {
        return directory
                .find(id)
                .map(Endpoint::account)
                .filter(account -> Access.maySee(context, account))
                .isPresent();
    }

    private List<JsonNode> here(Set<EndpointId> endpoints, Set<Integer> partitions) {
        return history.statistics(endpoints, partitions).stream()
                .map(each -> Answers.tree(json -> StatisticsJson.write(each, json)))
                .toList();
    }

    private static List<JsonNode> part(JsonNode answer) {
        return answer.path("statistics").valueStream().toList();
    }

    private static void answer(Context context, List<JsonNode> statistics) {
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    json.writeName("statistics");
                    json.writeStartArray();
                    statistics.forEach(each -> json.writeRawValue(each.toString()));
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}
