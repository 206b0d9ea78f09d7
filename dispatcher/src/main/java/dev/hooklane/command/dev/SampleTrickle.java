package dev.hooklane.command.dev;

import dev.hooklane.event.AccountId;
import dev.hooklane.producer.EventPublisher;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Publishes an event each second until it is closed. */
final class SampleTrickle implements AutoCloseable {
    private final EventPublisher publisher;
    private final AccountId account;
    private final SampleEvents events = new SampleEvents(new Random());
    private final CountDownLatch stopped = new CountDownLatch(1);

    private SampleTrickle(EventPublisher publisher, AccountId account) {
        this.publisher = publisher;
        this.account = account;
    }

    static SampleTrickle start(String bootstrap, AccountId account) {
        SampleTrickle trickle =
                new SampleTrickle(
                        EventPublisher.builder().bootstrapServers(bootstrap).build(), account);
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
            publisher.publish(account, events.next()).join();
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
