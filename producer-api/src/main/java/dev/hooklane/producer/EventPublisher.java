package dev.hooklane.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventBuilder;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.event.RejectReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes events to Hooklane, which delivers each event to every endpoint of the account that
 * subscribes to its type.
 *
 * <p><b>Threads.</b> Create one publisher and share it. Any thread may publish, and more threads
 * fill batches better. {@link #publish} returns before the event is sent. Its future completes on a
 * virtual thread, never on Kafka's sending thread, so dependent stages may block: other futures
 * complete on other threads then. Java 17 to 20 have no virtual threads: there, 64 threads complete
 * all futures, and a stage must not wait for another event's future. Futures may complete in any
 * order.
 *
 * <p><b>Errors.</b> If Hooklane would reject the event, {@code publish} itself throws an {@link
 * InvalidEventException} before anything is sent: the calling code has a bug. Later failures
 * complete the future with a {@link PublishException}, at the latest after {@code
 * delivery.timeout.ms} (2 minutes). Kafka's client retries until then. Each such failure is also
 * logged as a warning.
 *
 * <p><b>Guarantees.</b> A completed future means that every in-sync replica of the topic has the
 * event. Kafka's own retries write it only once. An event with an {@linkplain EventBuilder#id id of
 * the caller} is delivered once, even if it is published again within a day. Events of one account
 * keep the order in which one thread published them, but Hooklane delivers without order: {@code
 * timestamp} tells which is newer.
 */
public final class EventPublisher implements AutoCloseable {
    /** How long {@link #close()} waits for events that are not yet acknowledged. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    /**
     * The record header of an event whose id the caller chose: published again within a day, it is
     * delivered once.
     */
    public static final String ONCE_HEADER = "hooklane-once";

    private static final byte[] ONCE = {'1'};

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);

    /** An event that is on its way to Kafka. */
    private record Pending(
            AccountId account,
            EventId id,
            EventType type,
            long sinceNanos,
            CompletableFuture<PublishedEvent> result) {
        Duration took() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final EventTypes types;
    private final PublishObserver observer;
    private final Completions completions = new Completions();

    EventPublisher(
            Producer<String, byte[]> producer,
            String topic,
            EventTypes types,
            PublishObserver observer) {
        this.producer = producer;
        this.topic = topic;
        this.types = types;
        this.observer = observer;
    }

    /**
     * Returns a builder with the default settings; it needs at least {@link
     * EventPublisherBuilder#bootstrapServers}.
     */
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
     * Publishes an event. Its type must be known, its data an object and its payload at most 256
     * KiB.
     *
     * <p>Normally it returns at once. It blocks for up to {@code max.block.ms} (10 s) while the
     * topic's partitions are not yet known, or the buffer of {@code buffer.memory} (32 MiB) is
     * full. After that time the future fails.
     *
     * @param account the account whose endpoints get the event
     * @param trace the trace context to pass on to the endpoints
     * @return completes when Kafka has acknowledged the event, or fails with a {@link
     *     PublishException}
     * @throws InvalidEventException if Hooklane would reject the event; the message names the
     *     field, its value and the limit in one line
     * @throws IllegalStateException if the publisher is closed
     * @throws InterruptException if the thread is interrupted while it blocks; its interrupt flag
     *     is set again
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
        if (event.idGiven()) {
            record.headers().add(ONCE_HEADER, ONCE);
        }
        trace.ifPresent(context -> {
            record.headers().add("traceparent", context.traceparent().getBytes(UTF_8));
            context.tracestate()
                    .ifPresent(state -> record.headers().add("tracestate", state.getBytes(UTF_8)));
        });
        Pending pending =
                new Pending(
                        account,
                        event.id(),
                        event.type(),
                        System.nanoTime(),
                        new CompletableFuture<>());
        observer.sending(event.type());
        try {
            Future<RecordMetadata> unused =
                    producer.send(
                            record, (metadata, exception) -> finish(pending, metadata, exception));
        } catch (InterruptException | IllegalStateException e) {
            observer.failed(pending.type(), pending.took(), e);
            throw e;
        } catch (KafkaException e) {
            fail(pending, e);
        }
        return pending.result();
    }

    /**
     * The fan-out rejects unknown event types. An {@link Event} meets all other conditions already.
     */
    private void checkType(Event event) {
        if (!types.contains(event.type())) {
            InvalidEventException refusal =
                    new InvalidEventException(
                            RejectReason.UNKNOWN_TYPE,
                            "event type '%s' is not in the catalogue".formatted(event.type()));
            observer.refused(refusal);
            throw refusal;
        }
    }

    private void finish(Pending pending, RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            fail(pending, exception);
            return;
        }
        observer.acknowledged(pending.type(), pending.took());
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
        PublishException failure = new PublishException(message, cause);
        observer.failed(pending.type(), pending.took(), failure);
        completions.run(() -> pending.result().completeExceptionally(failure));
    }

    /** A producer that failed earlier reports only that it failed; the reason is in the cause. */
    private static @Nullable String reason(Exception failure) {
        return failure.getClass() == KafkaException.class && failure.getCause() != null
                ? failure.getCause().getMessage()
                : failure.getMessage();
    }

    /** Returns the topic that it publishes to, such as {@code hooklane.events}. */
    public String topic() {
        return topic;
    }

    /**
     * Returns how many partitions the topic has. So it tells whether Kafka can be reached, and has
     * the topic and shows it to this service. The client keeps the answer for minutes, and doesn't
     * ask Kafka again meanwhile.
     *
     * <p>It blocks for up to {@code max.block.ms} (10 s) while Kafka gives no answer.
     *
     * @throws KafkaException if Kafka gives no answer in that time, or refuses
     * @throws IllegalStateException if the publisher is closed
     */
    public int partitions() {
        return producer.partitionsFor(topic).size();
    }

    /**
     * Waits until every event published so far is acknowledged or has failed. The futures complete
     * soon afterwards, not always before this method returns.
     *
     * @throws InterruptException if the thread is interrupted; its interrupt flag is set again
     */
    public void flush() {
        producer.flush();
    }

    /** Closes like {@link #close(Duration)}, with {@link #CLOSE_TIMEOUT}. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * Sends the buffered events and closes the connections. The future of an event that is not
     * acknowledged in time fails. Within the same time, it also waits for dependent stages of the
     * futures. Closing again does nothing.
     *
     * @param timeout how long to wait in all
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws InterruptException if the thread is interrupted; its interrupt flag is set again
     */
    public void close(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        producer.close(timeout);
        completions.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
}
