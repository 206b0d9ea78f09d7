package dev.hooklane.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.event.RejectReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes events to Hooklane, which delivers each to all endpoints of the account that asked for
 * its type.
 *
 * <p><b>Threads.</b> Make one publisher and share it: any thread may publish, and more of them fill
 * batches better. {@link #publish} returns before the event is sent. The future it returns is
 * completed on a virtual thread of its own, never on Kafka's sending thread, so what is chained to
 * it may block; nothing is said about the order in which futures complete.
 *
 * <p><b>Errors.</b> An event that Hooklane would reject is refused by an {@link
 * InvalidEventException} out of {@code publish} itself, before anything is sent: that is a fault in
 * the calling code. What goes wrong later fails the future with a {@link PublishException}, at the
 * latest after {@code delivery.timeout.ms} (2 minutes); Kafka's client has retried until then. Each
 * such failure is also logged as a warning.
 *
 * <p><b>Guarantees.</b> A completed future means that every in-sync replica of the topic has the
 * event. Retries inside write it once. Events of one account keep the order in which one thread
 * published them, but Hooklane delivers without order: {@code timestamp} says which is newer.
 */
public final class EventPublisher implements AutoCloseable {
    /** How long {@link #close()} waits for events that are not acknowledged yet. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);

    /** An event that is on its way to Kafka. */
    private record Pending(
            AccountId account, EventId id, CompletableFuture<PublishedEvent> result) {}

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final EventTypes types;
    private final Completions completions = new Completions();

    EventPublisher(Producer<String, byte[]> producer, String topic, EventTypes types) {
        this.producer = producer;
        this.topic = topic;
        this.types = types;
    }

    /** Starts with the settings: where Kafka is, and what differs from the defaults. */
    public static EventPublisherBuilder builder() {
        return new EventPublisherBuilder();
    }

    /**
     * Publishes an event without a trace context.
     *
     * @see #publish(AccountId, Event, TraceContext)
     */
    public CompletableFuture<PublishedEvent> publish(AccountId account, Event event) {
        return send(account, event, Optional.empty());
    }

    /**
     * Publishes an event: its type must be known, its data an object, its payload at most 256 KiB.
     *
     * <p>Returns at once as a rule. It blocks, up to {@code max.block.ms} (10 s), while the topic's
     * partitions are not known yet or the buffer of {@code buffer.memory} (32 MiB) is full; after
     * that time the future fails.
     *
     * @param account whose endpoints get it
     * @return completed when Kafka has acknowledged the event, or failed with a {@link
     *     PublishException}
     * @throws InvalidEventException if Hooklane would reject the event; the message names the
     *     thing, the value and the limit in one line
     * @throws IllegalStateException if the publisher is closed
     * @throws InterruptException if the thread is interrupted while it blocks; its flag is set
     *     again
     */
    public CompletableFuture<PublishedEvent> publish(
            AccountId account, Event event, TraceContext trace) {
        return send(account, event, Optional.of(trace));
    }

    private CompletableFuture<PublishedEvent> send(
            AccountId account, Event event, Optional<TraceContext> trace) {
        checkType(event);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, account.value(), event.payload().bytes());
        trace.ifPresent(context -> {
            record.headers().add("traceparent", context.traceparent().getBytes(UTF_8));
            context.tracestate()
                    .ifPresent(state -> record.headers().add("tracestate", state.getBytes(UTF_8)));
        });
        Pending pending = new Pending(account, event.id(), new CompletableFuture<>());
        try {
            var _ =
                    producer.send(
                            record, (metadata, exception) -> finish(pending, metadata, exception));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            fail(pending, e);
        }
        return pending.result();
    }

    /** The fan-out rejects an event whose type it doesn't know; all else an event has by itself. */
    private void checkType(Event event) {
        if (!types.contains(event.type())) {
            throw new InvalidEventException(
                    RejectReason.UNKNOWN_TYPE,
                    "event type '%s' is not in the catalogue".formatted(event.type()));
        }
    }

    private void finish(Pending pending, RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            fail(pending, exception);
            return;
        }
        PublishedEvent published =
                new PublishedEvent(
                        pending.id(), metadata.topic(), metadata.partition(), metadata.offset());
        completions.run(() -> pending.result().complete(published));
    }

    private void fail(Pending pending, Exception cause) {
        String message =
                "event %s of account %s was not acknowledged by topic %s: %s"
                        .formatted(pending.id(), pending.account(), topic, reason(cause));
        log.warn("{}", message);
        completions.run(
                () -> pending.result().completeExceptionally(new PublishException(message, cause)));
    }

    /** A producer that failed before says only that it did; why is in the cause. */
    private static @Nullable String reason(Exception failure) {
        return failure.getClass() == KafkaException.class && failure.getCause() != null
                ? failure.getCause().getMessage()
                : failure.getMessage();
    }

    /**
     * Waits until everything published so far is acknowledged or has failed. The futures are
     * complete soon after, not always before it returns.
     *
     * @throws InterruptException if the thread is interrupted; its flag is set again
     */
    public void flush() {
        producer.flush();
    }

    /** Closes as {@link #close(Duration)} does, with {@link #CLOSE_TIMEOUT}. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * Sends what is buffered and closes the connections. What is not acknowledged in time fails its
     * future. Also waits, within the same time, for what is chained to the futures. Closing again
     * does nothing.
     */
    public void close(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        producer.close(timeout);
        completions.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
}
