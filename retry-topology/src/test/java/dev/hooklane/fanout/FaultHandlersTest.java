package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.event.RejectReason;
import dev.hooklane.retry.RetrySchedule;
import dev.hooklane.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FaultHandlersTest {
    private final Topics topics = new Topics("hooklane.", RetrySchedule.DEFAULT, 0);
    private final List<RejectReason> rejected = new ArrayList<>();
    private final FaultHandlers handlers = new FaultHandlers();

    FaultHandlersTest() {
        Properties settings = new Properties();
        FaultHandlers.addTo(
                settings,
                topics,
                new FanOutMeter() {
                    @Override
                    public void accepted(int deliveries, int filtered) {}

                    @Override
                    public void repeated() {}

                    @Override
                    public void rejected(RejectReason reason) {
                        rejected.add(reason);
                    }
                });
        Map<String, Object> read = new HashMap<>();
        settings.forEach((name, value) -> read.put((String) name, value));
        handlers.configure(read);
    }

    @Test
    void aDeliveryThatIsTooLargeForItsTopicIsRejectedWithItsEventsPlace() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("hooklane-origin", "2@77".getBytes(UTF_8));
        headers.add("hooklane-account", "acme".getBytes(UTF_8));

        ProductionExceptionHandler.Response response =
                handlers.handleError(
                        // By now the next event is processed.
                        context("events", 2, 78),
                        new ProducerRecord<>(
                                topics.deliveries(),
                                null,
                                null,
                                "ep_1".getBytes(UTF_8),
                                "{}".getBytes(UTF_8),
                                headers),
                        new RecordTooLargeException("too large"));

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.topic()).isEqualTo("hooklane.rejected");
                    assertThat(record.value()).isEqualTo("{}".getBytes(UTF_8));
                    assertThat(text(record, "hooklane-reason")).isEqualTo("internal_error");
                    assertThat(text(record, "hooklane-source")).isEqualTo("hooklane.events:2@77");
                    assertThat(text(record, "hooklane-account")).isEqualTo("acme");
                });
        assertThat(rejected).containsExactly(RejectReason.INTERNAL_ERROR);
    }

    static List<Exception> kafkas() {
        return List.of(
                new TimeoutException("no broker"),
                new NotEnoughReplicasException("one is missing"),
                new TopicAuthorizationException("hooklane.deliveries"),
                new InvalidProducerEpochException("fenced"),
                new UnknownServerException("who knows"),
                new IllegalStateException("closed"));
    }

    @ParameterizedTest
    @MethodSource("kafkas")
    void whateverElseTheBrokersRefuseIsNotGoneOnFromAsThatWouldLoseADelivery(Exception fault) {
        ProductionExceptionHandler.Response response =
                handlers.handleError(
                        context("events", 2, 78),
                        new ProducerRecord<>(topics.deliveries(), "{}".getBytes(UTF_8)),
                        fault);

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(rejected).isEmpty();
    }

    @Test
    void aRejectedRecordThatIsStillTooLargeLeavesAtLeastItsPlace() {
        ProducerRecord<byte[], byte[]> copy =
                RejectedCopy.of(
                        new ProducerRecord<>(topics.rejected(), "{}".getBytes(UTF_8)),
                        "not_json",
                        "the detail",
                        new RejectedCopy.Source("hooklane.events", 2, 77));
        RecordTooLargeException fault = new RecordTooLargeException("too large");

        ProductionExceptionHandler.Response response =
                handlers.handleError(context("events", 2, 78), copy, fault);

        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        ProducerRecord<byte[], byte[]> last = response.deadLetterQueueRecords().getFirst();
        assertThat(last.value()).isNull();
        assertThat(text(last, "hooklane-source")).isEqualTo("hooklane.events:2@77");
        assertThat(handlers.handleError(context("events", 2, 78), last, fault).result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void whatOurCodeFailsOnInTheFanOutIsRejectedAsItCame() {
        ProcessingExceptionHandler.Response response =
                handlers.handleError(
                        context(FanOutTopology.FAN_OUT, 2, 78),
                        new Record<>("other", "other", 0),
                        new IllegalStateException("a fault"));

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.value()).isEqualTo("raw".getBytes(UTF_8));
                    assertThat(text(record, "hooklane-source")).isEqualTo("hooklane.events:2@78");
                });
    }

    @Test
    void whatKafkaOrTheDiskFailsOnInTheFanOutIsNot() {
        for (Exception fault :
                List.of(
                        new TimeoutException("no broker"),
                        new ProcessorStateException("no disk"),
                        new RuntimeException(new TimeoutException("no broker")))) {
            assertThat(
                            handlers.handleError(
                                            context(FanOutTopology.FAN_OUT, 2, 78),
                                            new Record<>("other", "other", 0),
                                            fault)
                                    .result())
                    .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        }
        assertThat(rejected).isEmpty();
    }

    @Test
    void anEndpointThatOurCodeFailsOnIsLeftOut() {
        ProcessingExceptionHandler.Response response =
                handlers.handleError(
                        context("endpoint-feed", 0, 3),
                        new Record<>("other", "other", 0),
                        new IllegalStateException("a fault"));

        assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void whatCantBeDeserializedIsRejected() {
        DeserializationExceptionHandler.Response response =
                handlers.handleError(
                        context("events", 2, 78),
                        new ConsumerRecord<>(
                                topics.events(), 2, 78, new byte[0], "{}".getBytes(UTF_8)),
                        new IllegalStateException("a fault"));

        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).hasSize(1);
    }

    private static String text(ProducerRecord<byte[], byte[]> record, String header) {
        return DeliveryRecords.optional(record.headers(), header).orElseThrow();
    }

    private ErrorHandlerContext context(String node, int partition, long offset) {
        return new ErrorHandlerContext() {
            @Override
            public String topic() {
                return topics.events();
            }

            @Override
            public int partition() {
                return partition;
            }

            @Override
            public long offset() {
                return offset;
            }

            @Override
            public Headers headers() {
                return new RecordHeaders();
            }

            @Override
            public String processorNodeId() {
                return node;
            }

            @Override
            public TaskId taskId() {
                return new TaskId(0, partition);
            }

            @Override
            public long timestamp() {
                return 0;
            }

            @Override
            public byte[] sourceRawKey() {
                return "acme".getBytes(UTF_8);
            }

            @Override
            public byte[] sourceRawValue() {
                return "raw".getBytes(UTF_8);
            }
        };
    }
}
