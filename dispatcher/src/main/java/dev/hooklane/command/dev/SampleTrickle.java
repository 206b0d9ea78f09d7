package dev.hooklane.command.dev;

import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.producer.EventPublisher;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Publishes an event each second until it is closed. */
final class SampleTrickle implements AutoCloseable {
    private final EventPublisher publisher;
    private final AccountId account;
    private final Supplier<Event> events;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private SampleTrickle(EventPublisher publisher, AccountId account, Supplier<Event> events) {
        this.publisher = publisher;
        this.account = account;
        this.events = events;
    }

    static SampleTrickle start(String bootstrap, AccountId account, FixedTypes catalogue) {
        SampleTrickle trickle =
                new SampleTrickle(
                        EventPublisher.builder()
                                .bootstrapServers(bootstrap)
                                .types(catalogue.names().all())
                                .build(),
                        account,
                        SampleEvents.of(catalogue, new Random()));
        Thread.ofVirtual().name("hooklane-sample").start(trickle::run);
        return trickle;
    }

    private void run() {
        try {
            do {
                publish();
            } while (!stopped.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish() {
        try {
            publisher.publish(account, events.get()).join();
        } catch (CompletionException | IllegalStateException e) {
            // The publisher has logged the failure, or is closed; the next second brings another
            // event.
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        publisher.close();
    }
}
