package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.attempt.AttemptRunner;
import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.attempt.ParkReason;
import dev.hooklane.attempt.Work;
import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
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
import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import dev.hooklane.offset.TopicPartitions;
import dev.hooklane.retry.RetryRules;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.thirdparty.TargetLimits;
import dev.hooklane.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Many endpoints of several accounts at one third party's host. */
final class OneTargetTest {
    private static final int MOST = 20;
    private static final String VICTIM = "https://hooks.victim.example/";

    private final EndpointDirectory directory = new EndpointDirectory();
    private final OwnedPartition partition = LaneFixtures.partition();
    private final Queue<Runnable> running = new ArrayDeque<>();
    private final Map<ParkReason, Integer> parked = new TreeMap<>();
    private final Map<String, Integer> attempted = new HashMap<>();
    private long nowNanos;
    private int offset;
    private final Lanes lanes = lanes(new TargetLimits(MOST, 0));

    @Test
    void theHostGetsNoMoreAtOnceThanItsLimitFromAllOfThem() {
        for (int i = 0; i < 300; i++) {
            offer(endpoint("flood" + i % 3, i, VICTIM));
        }

        assertThat(lanes.inFlight()).isEqualTo(MOST);
    }

    @Test
    void whatIsOverTheLimitIsNoFailedAttemptAndIsSentWhenThereIsRoom() {
        for (int i = 0; i < 60; i++) {
            offer(endpoint("flood", i, VICTIM));
        }
        for (int turn = 0; turn < 20; turn++) {
            finishAll();
            tend();
        }

        assertThat(
                        attempted.values().stream().mapToInt(count -> count).sum()
                                + parked.getOrDefault(ParkReason.TARGET_BUSY, 0))
                .isEqualTo(60);
        assertThat(attempted.get("flood")).isGreaterThan(MOST);
        assertThat(parked.keySet()).isSubsetOf(ParkReason.TARGET_BUSY);
    }

    @Test
    void anotherHostIsNotHeldUp() {
        for (int i = 0; i < 300; i++) {
            offer(endpoint("flood", i, VICTIM));
        }
        offer(endpoint("good", 1_000, "https://hooks.good.example/"));

        assertThat(lanes.inFlight()).isEqualTo(MOST + 1);
    }

    /** The victim host is also a good customer's, whose deliveries find their share. */
    @Test
    void anotherAccountAtTheSameHostGetsItsShare() {
        for (int i = 0; i < 100; i++) {
            offer(endpoint("flood", i, VICTIM));
        }
        EndpointId good = endpoint("good", 1_000, VICTIM);
        offer(good);
        int inFlight = lanes.inFlight();
        for (int turn = 0; turn < 3; turn++) {
            finishAll();
            tend();
            offer(good);
        }
        finishAll();

        assertThat(inFlight).isEqualTo(MOST);
        assertThat(attempted.get("good")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void anEndpointThatMovesToAnotherHostTakesItsRequestsAlong() {
        EndpointId moving = endpoint("moving", 1, VICTIM);
        for (int i = 0; i < 8; i++) {
            offer(moving);
        }
        directory.put(made("moving", 1, "https://hooks.good.example/"));
        offer(moving);
        nowNanos += Duration.ofMinutes(1).toNanos();
        for (int i = 0; i < 100; i++) {
            offer(endpoint("flood", 100 + i, VICTIM));
        }

        assertThat(lanes.inFlight()).isEqualTo(MOST + 8);
    }

    @Test
    void aRateIsKeptOverAllOfThem() {
        try (Lanes paced = lanes(new TargetLimits(0, 10))) {
            for (int i = 0; i < 100; i++) {
                EndpointId endpoint = endpoint("flood", i, VICTIM);
                paced.submit(work(endpoint), paced.moment());
            }

            assertThat(paced.inFlight()).isEqualTo(10);
        }
    }

    private void finishAll() {
        for (int left = running.size(); left > 0; left--) {
            running.remove().run();
        }
        Outcome done = lanes.pollFinished();
        while (done != null) {
            done = lanes.pollFinished();
        }
    }

    private void tend() {
        nowNanos += Duration.ofMillis(50).toNanos();
        lanes.tend(lanes.moment());
    }

    private void offer(EndpointId endpoint) {
        lanes.submit(work(endpoint), lanes.moment());
    }

    private EndpointId endpoint(String account, int number, String url) {
        Endpoint endpoint = made(account, number, url);
        directory.put(endpoint);
        return endpoint.id();
    }

    private static Endpoint made(String account, int number, String url) {
        return new Endpoint(
                new EndpointId("ep_%016d".formatted(number)),
                new AccountId(account),
                URI.create(url + number),
                "",
                EventSelection.of("*"),
                Map.of(),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(new Random(1), LaneFixtures.NOW)),
                LaneFixtures.NOW,
                LaneFixtures.NOW);
    }

    private Work work(EndpointId endpoint) {
        EventId event = new EventId("evt_" + offset++);
        return new Work(
                partition,
                offset,
                Delivery.first(
                        DeliveryId.of(event, LaneFixtures.NOW).to(endpoint),
                        endpoint,
                        new SourceEvent(
                                event,
                                new EventType("message.created"),
                                directory.find(endpoint).orElseThrow().account(),
                                LaneFixtures.NOW,
                                new SourceEvent.Origin(0, 7),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        Payload.of("{}".getBytes(StandardCharsets.UTF_8))));
    }

    private Lanes lanes(TargetLimits limits) {
        Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
        TopicPartitions partitions = new TopicPartitions(_ -> 1);
        InstantSource wall = () -> LaneFixtures.NOW.plusNanos(nowNanos);
        OutcomeWriter outcomes =
                new OutcomeWriter(
                        topics,
                        new RetryRules(RetrySchedule.DEFAULT),
                        partitions,
                        new Erasures(),
                        wall,
                        LaneFixtures.parkMeter(reason -> parked.merge(reason, 1, Integer::sum)));
        AttemptRunner runner =
                LaneFixtures.runner(
                        directory,
                        (delivery, endpoint) -> {
                            attempted.merge(endpoint.account().value(), 1, Integer::sum);
                            return new Attempt(
                                    delivery.attempt(),
                                    wall.instant(),
                                    Duration.ofMillis(10),
                                    new AttemptOutcome.Success(200, ""));
                        },
                        outcomes);
        return new Lanes(
                new LaneSettings(
                        16,
                        1_000,
                        10_000,
                        1 << 20,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(5),
                        0,
                        new TargetRules(limits, url -> Optional.of(String.valueOf(url.getHost())))),
                runner,
                outcomes,
                directory,
                new LaneClock(() -> nowNanos, wall, () -> false, () -> false, new Random(1)),
                running::add);
    }
}
