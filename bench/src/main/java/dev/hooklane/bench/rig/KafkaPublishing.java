package dev.hooklane.bench.rig;

import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.producer.EventPublisher;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Publishes with the Java library. */
final class KafkaPublishing implements Publishing {
    private final EventPublisher publisher;

    /** The first event that Kafka did not take. */
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    KafkaPublishing(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void publish(Load load) {
        long start = System.nanoTime();
        for (long n = load.from(); n < load.from() + load.events(); n++) {
            long time = 0;
            if (load.perSecond() > 0) {
                time = start + load.nanosOf(n);
                OpenLoop.awaitTime(System::nanoTime, time);
            }
            Event event =
                    Event.builder(Crowd.type(n, load.accounts()))
                            .dataJson(EventSource.data(time, load.dataBytes()))
                            .build();
            var _ =
                    publisher
                            .publish(
                                    new AccountId(Crowd.account(load.crowd(), n % load.accounts())),
                                    event)
                            .whenComplete((_, problem) -> failure.compareAndSet(null, problem));
        }
        Throwable first = failure.get();
        if (first != null) {
            throw new BenchmarkFailedException("an event was not published: " + first);
        }
    }
}
