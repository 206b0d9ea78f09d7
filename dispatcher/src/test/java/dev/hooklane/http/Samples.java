package dev.hooklane.http;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.egress.IpNetwork;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EndpointSecret;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Endpoints, deliveries and settings that tests start from. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final EndpointId ENDPOINT_ID = new EndpointId("ep_0123456789abcdef");
    static final EndpointSecret SECRET =
            new EndpointSecret(
                    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw2t0n8mTcZhY=", NOW, Optional.empty());

    /** Everything local is allowed, as in development. */
    static final AddressRules LOCAL =
            new AddressRules(
                    true, List.of(IpNetwork.parse("127.0.0.0/8"), IpNetwork.parse("::1/128")));

    private Samples() {}

    static HttpSettings settings() {
        return HttpSettings.defaults("1.2.3").withAddressRules(LOCAL);
    }

    static HttpSettings http2(boolean http2) {
        return settings().withConnections(HttpSettings.Connections.defaults().withHttp2(http2));
    }

    static HttpAttemptSender sender(Duration timeout) {
        return new HttpAttemptSender(
                settings().withTimeouts(timeout, Duration.ofSeconds(5)), CLOCK);
    }

    static Endpoint endpoint(String url) {
        return endpoint(url, Map.of(), List.of(SECRET));
    }

    static Endpoint endpoint(
            String url, Map<String, String> headers, List<EndpointSecret> secrets) {
        return new Endpoint(
                ENDPOINT_ID,
                new AccountId("acme"),
                URI.create(url),
                "",
                EventSelection.of("*"),
                headers,
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                secrets,
                NOW,
                NOW);
    }

    static Endpoint endpoint(EndpointId id, String url) {
        Endpoint sample = endpoint(url);
        return new Endpoint(
                id,
                sample.account(),
                sample.url(),
                sample.description(),
                sample.eventTypes(),
                sample.headers(),
                sample.settings(),
                sample.state(),
                sample.secrets(),
                sample.createdAt(),
                sample.updatedAt());
    }

    /** An endpoint that chose a timeout. */
    static Endpoint endpoint(String url, Duration timeout) {
        return endpoint(url)
                .withSettings(
                        new EndpointSettings(
                                Optional.of(timeout),
                                OptionalInt.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty()),
                        NOW);
    }

    static Delivery delivery() {
        return delivery(
                "{\"id\":\"evt_1\",\"type\":\"message.created\",\"timestamp\":\"2026-03-01T11:59:59Z\",\"data\":{}}");
    }

    static Delivery delivery(String body) {
        return delivery(Payload.of(body.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    static Delivery delivery(Payload payload, Optional<String> trace) {
        EventId event = new EventId("evt_1");
        return Delivery.first(
                DeliveryId.of(event, NOW).to(ENDPOINT_ID),
                ENDPOINT_ID,
                new SourceEvent(
                        event,
                        new EventType("message.created"),
                        new AccountId("acme"),
                        NOW,
                        new SourceEvent.Origin(3, 42),
                        trace,
                        trace),
                Trigger.EVENT,
                payload);
    }

    /** The outcome of one attempt for a URL. */
    static AttemptOutcome send(HttpAttemptSender sender, String url) {
        return attempt(sender, url).outcome();
    }

    static Attempt attempt(HttpAttemptSender sender, String url) {
        return sender.send(delivery(), endpoint(url));
    }
}
