package dev.hooklane.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.InvalidEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an observer is told of each event, whatever becomes of it. */
@Timeout(30)
class PublishObserverTest {
    /** Keeps what it is told. */
    private static final class Told implements PublishObserver {
        final List<String> all = new ArrayList<>();

        @Override
        public void sending(EventType type) {
            all.add("sending " + type);
        }

        @Override
        public void acknowledged(EventType type, Duration took) {
            all.add("acknowledged " + type + (took.isNegative() ? " too early" : ""));
        }

        @Override
        public void failed(EventType type, Duration took, Exception failure) {
            all.add("failed " + type + " " + failure.getClass().getSimpleName());
        }

        @Override
        public void refused(InvalidEventException refusal) {
            all.add("refused " + refusal.reason().code());
        }
    }

    private static final PublishObserver BROKEN =
            new PublishObserver() {
                @Override
                public void sending(EventType type) {
                    throw new IllegalArgumentException("broken");
                }

                @Override
                public void acknowledged(EventType type, Duration took) {
                    throw new IllegalArgumentException("broken");
                }
            };

    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final Told told = new Told();
    private final EventPublisher publisher =
            new EventPublisher(
                    kafka,
                    "hooklane.events",
                    EventTypes.defaults(),
                    new Observers(List.of(BROKEN, told)));

    @Test
    void anAcknowledgedEventIsToldTwiceAndABrokenObserverChangesNothing() throws Exception {
        CompletableFuture<PublishedEvent> published = publish("bot.updated");

        kafka.completeNext();

        published.get(10, TimeUnit.SECONDS);
        assertThat(told.all).containsExactly("sending bot.updated", "acknowledged bot.updated");
    }

    @Test
    void anEventThatKafkaDoesNotAcknowledgeFails() {
        CompletableFuture<PublishedEvent> unused = publish("bot.updated");

        kafka.errorNext(new TimeoutException("Expiring 1 record(s)"));

        assertThat(told.all)
                .containsExactly("sending bot.updated", "failed bot.updated PublishException");
    }

    @Test
    void anEventThatTheClientDoesNotTakeFails() {
        kafka.sendException = new KafkaException("broken");

        CompletableFuture<PublishedEvent> unused = publish("bot.updated");

        assertThat(told.all)
                .containsExactly("sending bot.updated", "failed bot.updated PublishException");
    }

    @Test
    void anInterruptedCallFails() {
        kafka.sendException = new InterruptException("interrupted");

        assertThatThrownBy(() -> publish("bot.updated")).isInstanceOf(InterruptException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(told.all)
                .containsExactly("sending bot.updated", "failed bot.updated InterruptException");
    }

    @Test
    void anEventAfterTheCloseFails() {
        publisher.close();

        assertThatThrownBy(() -> publish("bot.updated")).isInstanceOf(IllegalStateException.class);

        assertThat(told.all)
                .containsExactly("sending bot.updated", "failed bot.updated IllegalStateException");
    }

    @Test
    void anEventThatHooklaneWouldRejectIsRefused() {
        assertThatThrownBy(() -> publish("bot.unheard-of"))
                .isInstanceOf(InvalidEventException.class);

        assertThat(told.all).containsExactly("refused unknown_type");
    }

    private CompletableFuture<PublishedEvent> publish(String type) {
        return publisher.publish(
                new AccountId("acct_1"), Event.builder(type).data(Map.of("a", 1)).build());
    }
}
