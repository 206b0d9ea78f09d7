package dev.hooklane.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.attempt.AttemptLog;
import dev.hooklane.attempt.AttemptRunner;
import dev.hooklane.attempt.AttemptSender;
import dev.hooklane.attempt.EndpointAccess;
import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
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
import dev.hooklane.offset.OffsetLedger;
import dev.hooklane.offset.OffsetTrouble;
import dev.hooklane.offset.OwnedPartition;
import dev.hooklane.offset.Quarantined;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.poll.DeliveryMeter;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicPartition;

/** Deliveries, endpoints and partitions for the lane's tests. */
public final class LaneFixtures {
    public static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    public static final EndpointId ENDPOINT = new EndpointId("ep_0123456789abcdef");
    public static final AccountId ACCOUNT = new AccountId("acct_1");

    private LaneFixtures() {}

    public static Delivery delivery(String eventId) {
        return delivery(eventId, ENDPOINT, Trigger.EVENT);
    }

    public static Delivery delivery(String eventId, EndpointId endpoint, Trigger trigger) {
        EventId id = new EventId(eventId);
        return Delivery.first(
                DeliveryId.of(id, NOW).to(endpoint),
                endpoint,
                new SourceEvent(
                        id,
                        new EventType("message.created"),
                        ACCOUNT,
                        NOW,
                        new SourceEvent.Origin(0, 7),
                        Optional.empty(),
                        Optional.empty()),
                trigger,
                Payload.of("{}".getBytes(UTF_8)));
    }

    public static Attempt attempt(int number, AttemptOutcome outcome) {
        return new Attempt(number, NOW, Duration.ofMillis(10), outcome);
    }

    public static Endpoint endpoint(EndpointState state) {
        return endpoint(state, EndpointSecret.random(new Random(1), NOW));
    }

    /** One whose secret no key at hand opens. */
    public static Endpoint sealedEndpoint(EndpointState state) {
        return endpoint(state, new EndpointSecret("AQIDBAU=", NOW, Optional.empty(), true));
    }

    private static Endpoint endpoint(EndpointState state, EndpointSecret secret) {
        return new Endpoint(
                ENDPOINT,
                ACCOUNT,
                URI.create("https://example.com/"),
                "",
                EventSelection.of("*"),
                Map.of(),
                EndpointSettings.defaults(),
                state,
                List.of(secret),
                NOW,
                NOW);
    }

    public static OwnedPartition partition() {
        return new OwnedPartition(
                new TopicPartition("hooklane.deliveries", 0),
                Optional.empty(),
                true,
                4,
                new OffsetLedger(0),
                0);
    }

    public static Work work(OwnedPartition partition, long offset) {
        return new Work(partition, offset, delivery("evt_" + offset));
    }

    /** Writes what became of deliveries, none of which is erased. */
    public static OutcomeWriter outcomes(
            Topics topics,
            RetrySchedule schedule,
            TopicPartitions partitions,
            InstantSource clock) {
        return new OutcomeWriter(
                topics, new RetryRules(schedule), partitions, new Erasures(), clock, noMeter());
    }

    /** Makes attempts with that sender, and tells nobody else of them. */
    public static AttemptRunner runner(
            EndpointDirectory directory, AttemptSender sender, OutcomeWriter outcomes) {
        return new AttemptRunner(
                new EndpointAccess(directory, () -> true, sender, (_, _, _, _, _) -> {}),
                outcomes,
                AttemptLog.atMost(0),
                noMeter());
    }

    /** Counts nothing. */
    public static DeliveryMeter noMeter() {
        return meter(_ -> {}, _ -> {});
    }

    /** Counts what is stale, and nothing else. */
    public static DeliveryMeter meter(IntConsumer staleOutcomes) {
        return meter(staleOutcomes, _ -> {});
    }

    /** Tells why deliveries are parked, and counts nothing else. */
    public static DeliveryMeter parkMeter(Consumer<ParkReason> parked) {
        return meter(_ -> {}, parked);
    }

    private static DeliveryMeter meter(IntConsumer staleOutcomes, Consumer<ParkReason> parked) {
        return new DeliveryMeter() {
            @Override
            public void offsetTrouble(OffsetTrouble trouble) {}

            @Override
            public void attempted(Delivery delivery, Attempt attempt, Duration parked) {}

            @Override
            public void decided(Delivery delivery, DeliveryStatus status) {}

            @Override
            public void parked(ParkReason reason) {
                parked.accept(reason);
            }

            @Override
            public void leased() {}

            @Override
            public void blocked(Bound bound) {}

            @Override
            public void unreadable() {}

            @Override
            public void duplicate() {}

            @Override
            public void stale(int outcomes) {
                staleOutcomes.accept(outcomes);
            }

            @Override
            public void committed(int outcomes, Duration took) {}

            @Override
            public void quarantined(Quarantined as) {}

            @Override
            public void waiting(Map<String, Integer> byTopic) {}

            @Override
            public void commitFailed() {}
        };
    }
}
