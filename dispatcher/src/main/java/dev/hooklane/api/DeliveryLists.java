package dev.hooklane.api;

import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.history.HistoryHolders;
import dev.hooklane.history.HistoryPage;
import dev.hooklane.history.HistoryQuery;
import dev.hooklane.history.HistoryStore;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Lists of deliveries, assembled from the instances that have the history. */
final class DeliveryLists {
    /** Each entry holds what its last attempt was answered. */
    static final int PAGE_MAX = 500;

    private static final String NAME = "deliveries";

    /** Above this number, an account's deliveries can only be listed by endpoint or status. */
    private static final int ENDPOINTS_MAX = 1_000;

    private final HistoryStore history;
    private final OtherInstances others;
    private final EndpointDirectory directory;

    DeliveryLists(HistoryStore history, OtherInstances others, EndpointDirectory directory) {
        this.history = history;
        this.others = others;
        this.directory = directory;
    }

    /** Reads the query from the request's parameters. */
    HistoryQuery query(Context context) {
        Parameters.only(
                context,
                Set.of(
                        "account",
                        "endpoint",
                        "event",
                        "type",
                        "status",
                        "from",
                        "until",
                        "cursor",
                        "limit"));
        Optional<AccountId> account = Access.account(context);
        Optional<EndpointId> endpoint = Parameters.endpoint(context);
        Optional<DeliveryStatus.Kind> status =
                Parameters.choice(context, "status", DeliveryStatus.Kind.wireNames())
                        .flatMap(DeliveryStatus.Kind::find);
        Optional<EventId> event = Parameters.event(context);
        boolean byStatus = status.filter(kind -> kind != DeliveryStatus.Kind.DELIVERED).isPresent();
        HistoryQuery query =
                new HistoryQuery(
                        account,
                        endpoint.map(id -> ifSeen(context, id))
                                .or(() ->
                                        account.filter(_ -> event.isEmpty())
                                                .flatMap(id -> endpoints(id, byStatus))),
                        event,
                        Parameters.type(context),
                        status,
                        Parameters.time(context, "from"),
                        Parameters.time(context, "until"),
                        Cursor.read(context, DeliveryId::new),
                        Parameters.limit(context, PAGE_MAX));
        boolean ofAll = query.endpoints().isEmpty() && query.event().isEmpty() && !byStatus;
        if (ofAll
                && Stream.of(query.from(), query.until(), query.before())
                        .anyMatch(Optional::isPresent)) {
            throw Problem.badParameter(
                    "account",
                    "name an account, an endpoint, an event, or a status other than delivered: of all accounts, only the latest deliveries can be listed");
        }
        return query;
    }

    /** Another account's endpoint has no deliveries, like one that does not exist. */
    private Set<EndpointId> ifSeen(Context context, EndpointId id) {
        boolean seen =
                directory
                        .find(id)
                        .map(known -> Access.maySee(context, known.account()))
                        .orElse(true);
        return seen ? Set.of(id) : Set.of();
    }

    private Optional<Set<EndpointId>> endpoints(AccountId account, boolean byStatus) {
        Set<EndpointId> endpoints =
                directory.of(account).stream().map(Endpoint::id).collect(Collectors.toSet());
        if (endpoints.size() <= ENDPOINTS_MAX) {
            return Optional.of(endpoints);
        }
        if (byStatus) {
            return Optional.empty();
        }
        throw Problem.badParameter(
                "account",
                "account %s has %d endpoints; above %d, name an endpoint or a status other than delivered"
                        .formatted(account, endpoints.size(), ENDPOINTS_MAX));
    }

    /**
     * Returns the page: from the partitions that another instance asks for, or from all that the
     * query covers.
     */
    HistoryPage<ListedDelivery> page(Context context, HistoryQuery query) {
        Optional<Set<Integer>> asked = PeerCall.partitions(context);
        if (asked.isPresent()) {
            return here(query, asked.get());
        }
        return HistoryPage.merge(
                others.gather(
                        context,
                        partitions(query),
                        partitions -> here(query, partitions),
                        DeliveryLists::part),
                ListedDelivery::id,
                query.limit());
    }

    private Set<Integer> partitions(HistoryQuery query) {
        HistoryHolders holders = history.holders();
        return query.endpoints()
                .filter(_ -> query.event().isEmpty())
                .map(endpoints ->
                        endpoints.stream().map(holders::partition).collect(Collectors.toSet()))
                .orElseGet(holders::partitions);
    }

    private HistoryPage<ListedDelivery> here(HistoryQuery query, Set<Integer> partitions) {
        return history.page(query, partitions).map(ListedDelivery::of);
    }

    static void answer(Context context, HistoryPage<ListedDelivery> page) {
        ListAnswer.send(
                context,
                NAME,
                page.items(),
                ListedDelivery::write,
                page.next().map(DeliveryId::value));
    }

    /** Writes a page into an object that has other members, too. */
    static void write(HistoryPage<JsonNode> page, JsonGenerator json) {
        ListAnswer.write(
                NAME,
                page.items(),
                (delivery, out) -> out.writeRawValue(delivery.toString()),
                page.next().map(DeliveryId::value),
                json);
    }

    private static HistoryPage<ListedDelivery> part(JsonNode answer) {
        JsonNode next = answer.path("next");
        return new HistoryPage<>(
                answer.path(NAME).valueStream().map(ListedDelivery::of).toList(),
                Cursor.read(next.isString() ? next.asString() : null, DeliveryId::new));
    }
}
