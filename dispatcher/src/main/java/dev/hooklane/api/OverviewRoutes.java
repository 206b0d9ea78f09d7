package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.history.WaitingDeliveries;
import dev.hooklane.metrics.LookMeters;
import dev.hooklane.share.ShareUsedUpException;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.waiting.ParkedDeliveries;
import dev.hooklane.waiting.ParkedRecords;
import dev.hooklane.waiting.WaitingRecords;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reports how an account does, or the whole installation. However many ask, the work is done once
 * in a while for each account.
 */
final class OverviewRoutes implements Routes {
    /** How old an account's overview may be. */
    private static final Duration KEPT = Duration.ofSeconds(2);

    /** How old that of all accounts may be, which costs more. */
    private static final Duration ALL_KEPT = Duration.ofSeconds(5);

    /** Above this number of endpoints, it is not counted what waits. */
    private static final int ENDPOINTS_MAX = 1_000;

    private final HistoryStore history;
    private final EndpointDirectory directory;
    private final ReplayParts replays;
    private final WaitingRecords waiting;
    private final ParkedRecords parked;
    private final FollowedEvents events;
    private final OtherInstances others;
    private final InstantSource clock;
    private final PublishedPace pace = new PublishedPace(System::nanoTime);
    private final SharedLooks<AccountId, Overview> ofOne;
    private final SharedLooks<String, Overview> ofAll;
    private final SharedLooks<String, ParkedRecords.Undone> undone;

    OverviewRoutes(ApiParts parts, OtherInstances others, InstantSource clock) {
        this.history = parts.deliveries().history();
        this.directory = parts.endpoints().directory();
        this.replays = parts.replays();
        this.waiting = parts.operators().waiting();
        this.parked = parts.operators().parked();
        this.events = parts.events().followed();
        this.others = others;
        this.clock = clock;
        LookMeters meters = parts.operators().prometheus().looks();
        this.ofOne = looks(KEPT, meters.of(LookMeters.Subject.OVERVIEW));
        this.ofAll = looks(ALL_KEPT, meters.of(LookMeters.Subject.OVERVIEW_ALL));
        this.undone = looks(KEPT, meters.of(LookMeters.Subject.PARKED));
    }

    private static <K, V> SharedLooks<K, V> looks(Duration kept, LookMeters.Meter meter) {
        return new SharedLooks<>(kept, System::nanoTime, meter);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/overview", this::read, RouteAccess.VIEW);
    }

    private void read(Context context) {
        Parameters.only(context, Set.of("account"));
        Optional<AccountId> account = Access.account(context);
        Optional<Set<Integer>> asked = PeerCall.partitions(context);
        if (asked.isPresent()) {
            OverviewPart part = here(account, asked.get());
            Answers.json(context, 200, part::write);
            return;
        }
        Overview overview =
                account.map(one -> ofOne.get(one, () -> look(context, account)))
                        .orElseGet(() -> ofAll.get("", () -> look(context, account)));
        Answers.json(context, 200, overview::write);
    }

    private Overview look(Context context, Optional<AccountId> account) {
        OverviewPart part =
                OverviewPart.sum(
                        others.gather(
                                context,
                                history.holders().partitions(),
                                some -> here(account, some),
                                OverviewPart::read));
        return new Overview(
                clock.instant(),
                account,
                part,
                account.map(this::stages)
                        .orElseGet(() ->
                                new Overview.Stages(
                                        waiting.now(),
                                        pace.perMinute(waiting.published()),
                                        Optional.empty())),
                account.map(directory::count).orElse(0) <= ENDPOINTS_MAX,
                OverviewTrouble.of(directory, account),
                OverviewReplays.of(replays.replaying(), directory, account));
    }

    /** The rest of an account's overview needs no Kafka, and is there without it. */
    private Overview.Stages stages(AccountId account) {
        OptionalLong published;
        try {
            published = events.perMinute(account);
        } catch (KafkaUnavailableException | ShareUsedUpException e) {
            // Nothing more is asked, as it would be waited for once more.
            return new Overview.Stages(List.of(), OptionalLong.empty(), Optional.empty());
        }
        return new Overview.Stages(List.of(), published, parked(account));
    }

    private Optional<ParkedDeliveries> parked(AccountId account) {
        List<EndpointId> endpoints = directory.of(account).stream().map(Endpoint::id).toList();
        try {
            return endpoints.isEmpty()
                    ? Optional.of(ParkedDeliveries.NONE)
                    : Optional.of(parked.of(account, endpoints, undone.get("", parked::undone)));
        } catch (KafkaUnavailableException | ShareUsedUpException e) {
            return Optional.empty();
        }
    }

    private OverviewPart here(Optional<AccountId> account, Set<Integer> partitions) {
        Set<EndpointId> endpoints =
                account.filter(one -> directory.count(one) <= ENDPOINTS_MAX)
                        .map(one ->
                                directory.of(one).stream()
                                        .map(Endpoint::id)
                                        .collect(Collectors.toSet()))
                        .orElse(Set.of());
        WaitingDeliveries waits = history.waiting(endpoints, partitions);
        return new OverviewPart(
                history.statistics(account, partitions),
                waits,
                waits.oldest()
                        .flatMap(history::find)
                        .map(delivery ->
                                Answers.tree(json -> DeliveryJson.writeBrief(delivery, json))));
    }
}
