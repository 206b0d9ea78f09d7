package dev.hooklane.replayer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import dev.hooklane.lookup.SearchPace;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.replay.ReplaySelection;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** An account with an endpoint and dead letters, and a replay of them. */
final class ReplaySamples {
    static final Instant START = Instant.parse("2026-01-15T10:30:00Z");
    static final AccountId ACCOUNT = new AccountId("acme");
    static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");
    static final DeliveryStatus EXHAUSTED = new DeliveryStatus.Dead(DeadLetterReason.EXHAUSTED);

    private ReplaySamples() {}

    static Endpoint endpoint() {
        Instant made = START.minusSeconds(86_400);
        return new Endpoint(
                ENDPOINT,
                ACCOUNT,
                URI.create("https://example.com/hook"),
                "",
                EventSelection.of("*"),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(new Random(1), made)),
                made,
                made);
    }

    static Endpoint paused() {
        return endpoint().withState(new EndpointState.Paused(), START);
    }

    static EndpointDirectory directory(Endpoint endpoint) {
        EndpointDirectory directory = new EndpointDirectory();
        directory.put(endpoint);
        return directory;
    }

    /** A dead letter of the event with that number, a second before the start. */
    static DeliveryHistory dead(int number) {
        return known(number, EXHAUSTED, START.minusSeconds(1));
    }

    static DeliveryHistory known(int number, DeliveryStatus status, Instant updatedAt) {
        Instant happened = START.minusSeconds(3_600).plusMillis(number);
        EventId event = new EventId("evt_" + number);
        return new DeliveryHistory(
                DeliveryId.of(event, happened).to(ENDPOINT),
                ENDPOINT,
                new SourceEvent(
                        event,
                        new EventType("message.created"),
                        ACCOUNT,
                        happened,
                        new SourceEvent.Origin(0, number),
                        Optional.empty(),
                        Optional.empty()),
                Trigger.EVENT,
                0,
                status,
                List.of(),
                updatedAt);
    }

    static Replay replay(Instant startedAt, int ratePerSecond) {
        return new Replay(
                new ReplayId("rpl_0123456789abcdef"),
                ACCOUNT,
                ENDPOINT,
                new ReplaySelection(
                        ReplaySelection.What.InStatus.named(Set.of("dead")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                startedAt,
                0,
                false,
                ratePerSecond,
                Replay.Wish.RUN);
    }

    static ReplayRunParts parts(
            OwnHistory history, EndpointDirectory directory, String instance, InstantSource clock) {
        return parts(history, directory, new Erasures(), instance, clock);
    }

    static ReplayRunParts parts(
            OwnHistory history,
            EndpointDirectory directory,
            Erasures erasures,
            String instance,
            InstantSource clock) {
        KnownDeliveries known =
                new KnownDeliveries(
                        history, ReplaySamples::payloads, clock, SearchPace.Time.SYSTEM);
        return new ReplayRunParts(history, directory, erasures, known, known, instance);
    }

    private static Map<EventId, Payload> payloads(List<DeliveryHistory> deliveries) {
        return deliveries.stream()
                .map(delivery -> delivery.event().id())
                .collect(
                        Collectors.toMap(
                                id -> id,
                                id ->
                                        Payload.of(
                                                "{\"id\":\"%s\"}"
                                                        .formatted(id.value())
                                                        .getBytes(UTF_8))));
    }
}
