package dev.hooklane.jmh;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryId;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What a delivery's record headers cost, written and read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeliveryRecordsBenchmark {
    /** How many attempts have failed. */
    @Param({"0", "1", "4"})
    public int attempts;

    private Delivery delivery = delivery(0);
    private byte[] key = {};
    private byte[] value = {};
    private Headers headers = new RecordHeaders();

    @Setup
    public void fill() {
        delivery = delivery(attempts);
        key = DeliveryRecords.key(delivery);
        value = delivery.payload().bytes();
        headers = DeliveryRecords.headers(delivery);
    }

    @Benchmark
    public Headers write() {
        return DeliveryRecords.headers(delivery);
    }

    @Benchmark
    public Delivery read() {
        return DeliveryRecords.read(key, value, headers);
    }

    private static Delivery delivery(int attempts) {
        Instant now = Instant.ofEpochMilli(1_700_000_000_000L);
        EndpointId endpoint = EndpointId.random(new SplittableRandom(1));
        EventId id = new EventId("evt_01hf7xk3m9pqrstvwxyz");
        Delivery delivery =
                Delivery.first(
                        DeliveryId.of(id, now).to(endpoint),
                        endpoint,
                        new SourceEvent(
                                id,
                                new EventType("message.created"),
                                new AccountId("account-7"),
                                now,
                                new SourceEvent.Origin(3, 123_456_789),
                                Optional.empty(),
                                Optional.empty()),
                        Trigger.EVENT,
                        Payload.of(new byte[450]));
        for (int number = 1; number <= attempts; number++) {
            delivery =
                    delivery.after(
                            new Attempt(
                                    number,
                                    now,
                                    Duration.ofMillis(30),
                                    new AttemptOutcome.ErrorStatus(
                                            503, Optional.empty(), "try again later")),
                            Optional.empty());
        }
        return delivery;
    }
}
