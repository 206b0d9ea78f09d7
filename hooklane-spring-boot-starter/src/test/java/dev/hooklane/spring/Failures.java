package dev.hooklane.spring;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.PublishException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Failures of a real publisher: only it makes a {@link PublishException}. */
final class Failures {
    private Failures() {}

    /** To an address where nothing answers. */
    static PublishException one() throws InterruptedException {
        try (EventPublisher publisher =
                EventPublisher.builder()
                        .bootstrapServers("127.0.0.1:1")
                        .kafka("max.block.ms", "1")
                        .build()) {
            publisher
                    .publish(
                            new AccountId("acct_1"),
                            Event.builder("bot.updated").data(Map.of("a", 1)).build())
                    .get();
            throw new AssertionError("it was acknowledged");
        } catch (ExecutionException e) {
            return (PublishException) Objects.requireNonNull(e.getCause());
        }
    }
}
