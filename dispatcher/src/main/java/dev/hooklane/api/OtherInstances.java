package dev.hooklane.api;

import dev.hooklane.edge.PeerClient;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.VisibleText;
import dev.hooklane.history.HistoryHolders;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.history.HistoryUnavailableException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks other instances for history that only they have. It sends the same request again, with the
 * caller's key, the body as far as it was read ahead, and the partitions that it wants. An instance
 * that is asked this way answers for itself alone. Any thread may use it.
 */
final class OtherInstances {
    private static final String PARTITIONS = "Hooklane-Partitions";

    /**
     * A partition that does not exist: an instance that receives it answers for itself alone,
     * whatever it holds.
     */
    private static final Set<Integer> ITSELF = Set.of(-1);

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    /** Longer than an instance waits for its own store. */
    private static final Duration PATIENCE = HistoryStore.PATIENCE.plusSeconds(2);

    private static final List<String> PASSED_ON = List.of("Content-Type", "Retry-After", "ETag");

    private final HistoryStore history;
    private final PeerClient peers;
    private final HttpClient http;

    OtherInstances(HistoryStore history, PeerClient peers) {
        this.history = history;
        this.peers = peers;
        this.http = peers.builder().connectTimeout(CONNECT_PATIENCE).build();
    }

    /**
     * Returns the partitions that another instance asks for; empty if the request does not come
     * from an instance.
     */
    static Optional<Set<Integer>> partitions(Context context) {
        return Optional.ofNullable(context.header(PARTITIONS)).map(OtherInstances::parse);
    }

    private static Set<Integer> parse(String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(Integer::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (NumberFormatException e) {
            throw Problem.badParameter(
                    PARTITIONS,
                    "header %s '%s' is not a list of numbers; only instances send it"
                            .formatted(PARTITIONS, VisibleText.excerpt(text)));
        }
    }

    /**
     * Answers the request from the endpoint's history: the owner's, or a standby's if the owner
     * can't.
     *
     * @throws HistoryUnavailableException if none of them can
     */
    void answer(Context context, EndpointId endpoint, Runnable here) {
        if (partitions(context).isPresent()) {
            here.run();
            return;
        }
        HistoryHolders holders = history.holders();
        int partition = holders.partition(endpoint);
        for (HostInfo holder : holders.of(partition)) {
            if (holder.equals(history.self())) {
                here.run();
                return;
            }
            if (answeredBy(holder, partition, context)) {
                return;
            }
        }
        throw unavailable(partition, holders);
    }

    private boolean answeredBy(HostInfo holder, int partition, Context context) {
        HttpResponse<byte[]> response;
        try {
            response = ask(holder, Set.of(partition), context).join();
        } catch (CompletionException e) {
            return false;
        }
        if (response.statusCode() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
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
        HistoryHolders holders = history.holders();
        List<T> parts = new ArrayList<>();
        Set<HostInfo> away = new HashSet<>();
        Set<Integer> open = new HashSet<>(partitions);
        while (!open.isEmpty()) {
            Map<HostInfo, Set<Integer>> plan = plan(open, holders, away);
            Map<HostInfo, Supplier<Optional<T>>> asked = new HashMap<>();
            plan.forEach((holder, wanted) ->
                    asked.put(
                            holder,
                            holder.equals(history.self())
                                    ? () -> Optional.of(here.apply(wanted))
                                    : answer(ask(holder, wanted, context), read)));
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
        return history.holders().byPartition().values().stream()
                .flatMap(List::stream)
                .filter(holder -> !holder.equals(history.self()))
                .distinct()
                .map(holder -> answer(ask(holder, ITSELF, context), read))
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

    private static <T> Supplier<Optional<T>> answer(
            CompletableFuture<HttpResponse<byte[]>> asked, Function<JsonNode, T> read) {
        return () -> {
            try {
                HttpResponse<byte[]> response = asked.join();
                return response.statusCode() == HttpStatus.OK.getCode()
                        ? Optional.of(read.apply(JsonMapper.shared().readTree(response.body())))
                        : Optional.empty();
            } catch (CompletionException e) {
                return Optional.empty();
            }
        };
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(
            HostInfo holder, Set<Integer> partitions, Context context) {
        String query = context.queryString();
        String pathAndQuery = context.req().getRequestURI() + (query == null ? "" : "?" + query);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(peers.scheme() + "://" + name(holder) + pathAndQuery))
                        .timeout(PATIENCE)
                        .method(
                                context.method().name(),
                                HttpRequest.BodyPublishers.ofByteArray(Bodies.ahead(context)))
                        .header(
                                PARTITIONS,
                                partitions.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",")));
        String key = context.header("Authorization");
        if (key != null) {
            request.header("Authorization", key);
        }
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray());
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
