package dev.hooklane.api;

import dev.hooklane.edge.PeerClient;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.history.HistoryStore;
import dev.hooklane.metrics.ApiMeters;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a server answers.
 *
 * @param problems turns what ends a request early into an answer
 * @param direct takes some requests before the routes do
 */
record Served(List<Routes> routes, Problems problems, Optional<DirectPublishing> direct) {
    /** Returns the whole API. */
    static Served of(ApiParts parts, PeerClient peers) {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        EventParts events = parts.events();
        NewEvents newEvents =
                new NewEvents(events.catalogue(), parts.quotas().quotas(), clock, random);
        ApiMeters meters = parts.operators().prometheus().api();
        Problems problems = new Problems(meters);
        return new Served(
                routes(parts, peers, newEvents, clock, random),
                problems,
                Optional.of(
                        new DirectPublishing(
                                parts.callers().access().authenticator()::recogniseUse,
                                newEvents,
                                events.publishing()::send,
                                problems,
                                meters)));
    }

    private static List<Routes> routes(
            ApiParts parts,
            PeerClient peers,
            NewEvents newEvents,
            InstantSource clock,
            SecureRandom random) {
        EndpointParts endpoints = parts.endpoints();
        EndpointDirectory directory = endpoints.directory();
        EventParts events = parts.events();
        HistoryStore history = parts.deliveries().history();
        CallerParts callers = parts.callers();
        KeyAccess access = callers.access();
        OtherInstances others =
                new OtherInstances(history::holders, history.self(), access.peers(), peers);
        DeliveryLists lists = new DeliveryLists(history, others, directory);
        OperatorParts operators = parts.operators();
        QuotaParts quotas = parts.quotas();
        CallQuotas calls = new CallQuotas(quotas.quotas());
        PortalParts links =
                new PortalParts(
                        access.links(), access.linkLog(), operators.prometheus().api().links());
        return List.of(
                // These five run before or after all other handlers.
                new Access(
                        access.authenticator(),
                        access.ownCalls(),
                        parts.doors(),
                        callers.audit()::denied,
                        operators.prometheus().api()),
                calls,
                callers.audit(),
                new Idempotency(callers.claims(), callers.cipher(), clock),
                routes -> routes.beforeMatched("/v1/*", Audit::begins),
                new StatusRoutes(operators.prometheus(), operators.readiness()),
                new DocsRoutes(),
                new EndpointRoutes(endpoints, quotas.quotas(), clock, random),
                new ListenerRoutes(
                        parts,
                        others,
                        new ListenerEnds(endpoints, parts.listening(), System::nanoTime),
                        clock,
                        random),
                new StatisticsRoutes(directory, history, others),
                new OverviewRoutes(parts, others, clock),
                new SecretRoutes(endpoints, clock, random),
                new SigningKeyRoutes(endpoints, clock),
                new UrlCheckRoutes(endpoints.checks(), calls),
                new FilterRoutes(),
                new EgressRoutes(endpoints.comeFrom()),
                new SecretKeyRoutes(endpoints),
                new TestRoutes(events, directory, history, others),
                new EventTypeRoutes(events.catalogue(), events.typeLog(), clock),
                new SourceRoutes(parts.sources(), events.catalogue(), clock),
                new EventRoutes(
                        events.publishing(),
                        new PublishingKeys(callers.claims(), clock),
                        newEvents),
                new EventListRoutes(events, calls, parts.operators().prometheus().looks()),
                new RejectedRoutes(events.rejected()),
                new EventHistoryRoutes(lists, events.published(), directory, calls),
                new DeliveryRoutes(history, others, lists, parts.deliveries().retry(), calls),
                new AccountRoutes(directory),
                new QuotaRoutes(
                        quotas.quotas(),
                        quotas.log(),
                        account ->
                                new UnfinishedReplays(parts.replays().replaying(), directory)
                                        .of(account)
                                        .size(),
                        account ->
                                access.linkLog()
                                        .links()
                                        .unexpired(account, clock.instant())
                                        .size()),
                new AuditRoutes(callers.audit().trail()),
                new WaitingRoutes(operators.waiting(), operators.deferred(others), clock),
                new LaneRoutes(operators, directory, others, clock),
                new ManifestRoutes(parts, clock),
                new ErasureRoutes(parts.eraser()),
                new ReplayRoutes(
                        parts.replays(),
                        endpoints,
                        new ReplayCounting(parts.replays().replaying(), history, others),
                        calls,
                        clock,
                        random),
                new PortalRoutes(links, access.publicUrl(), calls, clock, random),
                new PortalSessionRoutes(access.authenticator(), links, callers.audit()::denied),
                new KeyRoutes(access.directory(), access.log(), clock, random));
    }
}
