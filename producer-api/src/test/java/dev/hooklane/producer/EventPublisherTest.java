package dev.hooklane.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.InvalidEventException;
import dev.hooklane.event.RejectReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the in-memory producer that Kafka ships, which acknowledges only when told to. */
@Timeout(30)
class EventPublisherTest {
    private static final AccountId ACCOUNT = new AccountId("acc_1");
    private static final EventType TYPE = new EventType("bot.updated");
    private static final String TRACEPARENT =
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final EventPublisher publisher =
            new EventPublisher(
                    kafka, "hooklane.events", EventTypes.defaults(), new Observers(List.of()));

    @Test
    void theRecordIsTheAccountAndThePayload() {
        Event event = event();

        publish(event);

        ProducerRecord<String, byte[]> record = onlyRecord();
        assertThat(record.topic()).isEqualTo("hooklane.events");
        assertThat(record.key()).isEqualTo("acc_1");
        assertThat(record.value()).isEqualTo(event.payload().bytes());
        assertThat(record.headers()).isEmpty();
        assertThat(record.timestamp()).isNull();
    }

    @Test
    void theFutureCompletesOnTheAcknowledgement() throws Exception {
        Event event = event();

        CompletableFuture<PublishedEvent> published = publisher.publish(ACCOUNT, event);

        assertThat(published).isNotDone();
        kafka.completeNext();
        assertThat(published.get(10, TimeUnit.SECONDS))
                .isEqualTo(new PublishedEvent(event.id(), "hooklane.events", 0, 0));
    }

    @Test
    void whatIsChainedRunsOnAThreadOfItsOwnAndDoesNotHoldUpTheNextAcknowledgement()
            throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> blocked =
                publisher
                        .publish(ACCOUNT, event())
                        .thenApply(published -> {
                            await(release);
                            return Thread.currentThread().getName();
                        });
        CompletableFuture<PublishedEvent> next = publisher.publish(ACCOUNT, event());

        kafka.completeNext();
        kafka.completeNext();

        next.get(10, TimeUnit.SECONDS);
        release.countDown();
        assertThat(blocked.get(10, TimeUnit.SECONDS)).startsWith("hooklane-published-");
    }

    @Test
    void anEventThatKafkaDoesNotAcknowledgeFailsItsFutureInOneLine() {
        Event event = event();
        CompletableFuture<PublishedEvent> published = publisher.publish(ACCOUNT, event);

        kafka.errorNext(new TimeoutException("Expiring 1 record(s)"));

        assertThatThrownBy(() -> published.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(PublishException.class)
                .hasMessageContainingAll(
                        event.id().value(), "acc_1", "hooklane.events", "Expiring 1 record(s)")
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aFaultOfTheClientFailsTheFutureToo() {
        kafka.sendException = new KafkaException("broken");

        CompletableFuture<PublishedEvent> published = publisher.publish(ACCOUNT, event());

        assertThatThrownBy(() -> published.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void anInterruptReachesTheCaller() {
        kafka.sendException = new InterruptException("stopped");

        assertThatThrownBy(() -> publisher.publish(ACCOUNT, event()))
                .isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anEventWithTheCallersIdIsMarkedSoThatItsRepeatIsDeliveredOnce() {
        publish(Event.builder(TYPE).id(new EventId("order_7")).dataJson("{}").build());

        assertThat(onlyRecord().headers())
                .extracting(Header::key, header -> new String(header.value(), UTF_8))
                .containsExactly(tuple("hooklane-once", "1"));
    }

    @Test
    void theTraceContextBecomesHeaders() {
        CompletableFuture<PublishedEvent> unused =
                publisher.publish(ACCOUNT, event(), TraceContext.of(TRACEPARENT, "vendor=1"));

        assertThat(onlyRecord().headers())
                .extracting(Header::key, header -> new String(header.value(), UTF_8))
                .containsExactly(
                        tuple("traceparent", TRACEPARENT), tuple("tracestate", "vendor=1"));
    }

    @Test
    void anUnknownTypeIsRefusedBeforeSending() {
        assertRefused(
                Event.builder("bot.exploded").dataJson("{}").build(),
                RejectReason.UNKNOWN_TYPE,
                "bot.exploded");
    }

    @Test
    void aTypeThatTheOperatorAddedIsPublished() {
        EventTypes types = EventTypes.defaults().with(List.of(new EventType("order.paid")));
        EventPublisher publisherOfMore =
                new EventPublisher(kafka, "hooklane.events", types, new Observers(List.of()));

        CompletableFuture<PublishedEvent> unused =
                publisherOfMore.publish(
                        ACCOUNT, Event.builder("order.paid").dataJson("{}").build());

        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void flushSendsWhatIsBuffered() {
        CompletableFuture<PublishedEvent> published = publisher.publish(ACCOUNT, event());

        publisher.flush();

        assertThat(published).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void afterCloseNothingIsPublished() {
        publisher.close();
        publisher.close();

        assertThatThrownBy(() -> publisher.publish(ACCOUNT, event()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(kafka.closed()).isTrue();
    }

    @Test
    void anAcknowledgementAfterCloseStillCompletesItsFuture() {
        CompletableFuture<PublishedEvent> published = publisher.publish(ACCOUNT, event());

        publisher.close(Duration.ZERO);
        kafka.completeNext();

        assertThat(published).succeedsWithin(Duration.ofSeconds(10));
    }

    private void assertRefused(Event event, RejectReason reason, String... message) {
        assertThatThrownBy(() -> publisher.publish(ACCOUNT, event))
                .isInstanceOfSatisfying(
                        InvalidEventException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(message);
        assertThat(kafka.history()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(Event event) {
        CompletableFuture<PublishedEvent> unused = publisher.publish(ACCOUNT, event);
    }

    private static Event event() {
        return Event.builder(TYPE).dataJson("{\"botId\":\"bot_7\"}").build();
    }

    private ProducerRecord<String, byte[]> onlyRecord() {
        assertThat(kafka.history()).hasSize(1);
        return kafka.history().get(0);
    }
}
