package dev.hooklane.api;

import dev.hooklane.edge.Edge;
import dev.hooklane.edge.PeerClient;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.JsonText;
import dev.hooklane.history.HistoryHolders;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.history.HistoryUnavailableException;
import dev.hooklane.peer.PeerRequest;
import dev.hooklane.peer.PeerTokens;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;
import tools.jackson.databind.JsonNode;

/**
 * Asks other instances for history that only they have. It sends the same request again, with the
 * body as far as it was read ahead, the partitions that it wants, and a token in place of the
 * caller's key. An instance that is asked this way answers for itself alone. Any thread may use it.
 */
final class OtherInstances {
    /**
     * A partition that does not exist: an instance that receives it answers for itself alone,
     * whatever it holds.
     */
    private static final Set<Integer> ITSELF = Set.of(-1);

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    /** Longer than an instance waits for its own store. */
    private static final Duration PATIENCE = HistoryStore.PATIENCE.plusSeconds(2);

    private static final List<String> PASSED_ON = List.of("Content-Type", "Retry-After", "ETag");

    private final PeerTrouble trouble = new PeerTrouble();
    private final Supplier<HistoryHolders> known;
    private final HostInfo self;
    private final PeerTokens tokens;
    private final PeerClient peers;
    private final HttpClient http;

    /**
     * @param known returns the instances that hold the history now
     * @param self the name under which they know this one
     */
    OtherInstances(
            Supplier<HistoryHolders> known, HostInfo self, PeerTokens tokens, PeerClient peers) {
        this.known = known;
        this.self = self;
        this.tokens = tokens;
        this.peers = peers;
        this.http = peers.builder().connectTimeout(CONNECT_PATIENCE).build();
    }

    /**
     * Answers the request from the endpoint's history: the owner's, or a standby's if the owner
     * can't.
     *
     * @throws HistoryUnavailableException if none of them can
     */
    void answer(Context context, EndpointId endpoint, Runnable here) {
        if (PeerCall.partitions(context).isPresent()) {
            here.run();
            return;
        }
        HistoryHolders holders = known.get();
        int partition = holders.partition(endpoint);
        for (HostInfo holder : holders.of(partition)) {
            if (holder.equals(self)) {
                here.run();
                return;
            }
            if (answeredBy(holder, partition, context)) {
                return;
            }
        }
        throw unavailable(partition, holders);
    }

    /**
     * Answers the request at the instance of that name.
     *
     * @param name its {@code host:port}
     */
    void answerAt(String name, Context context, Runnable here) {
        if (PeerCall.partitions(context).isPresent() || name.equals(name(self))) {
            here.run();
            return;
        }
        int colon = name.lastIndexOf(':');
        HostInfo holder =
                new HostInfo(name.substring(0, colon), Integer.parseInt(name.substring(colon + 1)));
        if (!answeredBy(holder, ITSELF, context)) {
            throw new ProblemException(
                    Problem.unavailable("instance %s did not answer".formatted(name), 1));
        }
    }

    private boolean answeredBy(HostInfo holder, int partition, Context context) {
        return answeredBy(holder, Set.of(partition), context);
    }

    private boolean answeredBy(HostInfo holder, Set<Integer> partitions, Context context) {
        HttpResponse<byte[]> response;
        try {
            response = ask(holder, partitions, context).join();
        } catch (CompletionException e) {
            trouble.away(name(holder), e);
            return false;
        }
        if (response.statusCode() == HttpStatus.SERVICE_UNAVAILABLE.getCode()
                || refused(holder, response)) {
            return false;
        }
        Audit.elsewhere(context);
        for (String name : PASSED_ON) {
            response.headers().firstValue(name).ifPresent(value -> context.header(name, value));
        }
        context.status(response.statusCode()).result(response.body());
        return true;
    }

    /**
     * Gathers the answers of the instances that hold these partitions to the same request. The
     * owner answers for a partition, or a standby if the owner does not.
     *
     * @param here answers for partitions that this instance holds
     * @param read turns another instance's answer into a part
     * @throws HistoryUnavailableException if no instance answers for one of them: a list would be
     *     incomplete
     */
    <T> List<T> gather(
            Context context,
            Set<Integer> partitions,
            Function<Set<Integer>, T> here,
            Function<JsonNode, T> read) {
        HistoryHolders holders = known.get();
        List<T> parts = new ArrayList<>();
        Set<HostInfo> away = new HashSet<>();
        Set<Integer> open = new HashSet<>(partitions);
        while (!open.isEmpty()) {
            Map<HostInfo, Set<Integer>> plan = plan(open, holders, away);
            Map<HostInfo, Supplier<Optional<T>>> asked = new HashMap<>();
            plan.forEach((holder, wanted) ->
                    asked.put(
                            holder,
                            holder.equals(self)
                                    ? () -> Optional.of(here.apply(wanted))
                                    : answer(holder, ask(holder, wanted, context), read)));
            asked.forEach((holder, answer) ->
                    answer.get().ifPresentOrElse(parts::add, () -> away.add(holder)));
            plan.keySet().removeAll(away);
            plan.values().forEach(open::removeAll);
        }
        return parts;
    }

    /**
     * Gathers the answer of each other instance with a control plane to the same request about
     * itself. Instances that do not answer are left out.
     *
     * @param read turns an instance's answer into a part
     */
    <T> List<T> askEach(Context context, Function<JsonNode, T> read) {
        return known.get().byPartition().values().stream()
                .flatMap(List::stream)
                .filter(holder -> !holder.equals(self))
                .distinct()
                .map(holder -> answer(holder, ask(holder, ITSELF, context), read))
                .toList()
                .stream()
                .flatMap(answer -> answer.get().stream())
                .toList();
    }

    /** Assigns each partition to its first holder that is not known to be away. */
    private static Map<HostInfo, Set<Integer>> plan(
            Set<Integer> partitions, HistoryHolders holders, Set<HostInfo> away) {
        Map<HostInfo, Set<Integer>> plan = new HashMap<>();
        for (int partition : partitions) {
            HostInfo holder =
                    holders.of(partition).stream()
                            .filter(each -> !away.contains(each))
                            .findFirst()
                            .orElseThrow(() -> unavailable(partition, holders));
            plan.computeIfAbsent(holder, _ -> new HashSet<>()).add(partition);
        }
        return plan;
    }

    private <T> Supplier<Optional<T>> answer(
            HostInfo holder,
            CompletableFuture<HttpResponse<byte[]>> asked,
            Function<JsonNode, T> read) {
        return () -> {
            try {
                HttpResponse<byte[]> response = asked.join();
                var _ = refused(holder, response);
                return response.statusCode() == HttpStatus.OK.getCode()
                        ? Optional.of(read.apply(JsonText.tree(response.body())))
                        : Optional.empty();
            } catch (CompletionException e) {
                trouble.away(name(holder), e);
                return Optional.empty();
            }
        };
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(
            HostInfo holder, Set<Integer> partitions, Context context) {
        String target = PeerCall.target(context);
        String method = context.method().name();
        byte[] body = Bodies.ahead(context);
        String wanted = partitions.stream().map(String::valueOf).collect(Collectors.joining(","));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(peers.scheme() + "://" + name(holder) + target))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .header(PeerCall.PARTITIONS, wanted)
                        .header(Edge.REQUEST_ID, Edge.requestId(context.res()))
                        .header(
                                "Authorization",
                                tokens.authorization(
                                        new PeerRequest(name(holder), method, target, wanted),
                                        body,
                                        Access.caller(context),
                                        Access.address(context)))
                        .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray());
    }

    /**
     * Reports whether a peer did not take the token. This instance has let the caller in, so the
     * peer is an older release, has another {@code secrets.key} or another time.
     */
    private boolean refused(HostInfo holder, HttpResponse<byte[]> response) {
        boolean refused = response.statusCode() == HttpStatus.UNAUTHORIZED.getCode();
        if (refused) {
            trouble.refused(name(holder), response);
        }
        return refused;
    }

    private static HistoryUnavailableException unavailable(int partition, HistoryHolders holders) {
        return new HistoryUnavailableException(
                "partition %d of the history is at %s, which did not answer"
                        .formatted(partition, names(holders.of(partition))));
    }

    private static String names(List<HostInfo> hosts) {
        return hosts.stream().map(OtherInstances::name).collect(Collectors.joining(", "));
    }

    private static String name(HostInfo host) {
        return host.host() + ":" + host.port();
    }
}
