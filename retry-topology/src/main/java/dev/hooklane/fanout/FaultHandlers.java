package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.event.RejectReason;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Kafka Streams skip a record that is itself at fault; the record goes to the rejected topic.
 * Failures of Kafka are never skipped, because that would lose a delivery. The fan-out restarts
 * from its last commit instead.
 *
 * <p>Kafka Streams creates it by its class name.
 */
public final class FaultHandlers
        implements DeserializationExceptionHandler,
                ProcessingExceptionHandler,
                ProductionExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(FaultHandlers.class);
    private static final String TOLD = "hooklane.fault-handlers";

    /** Marks a copy that was made because the one before it was too large for the topic. */
    private static final String LAST_RESORT_HEADER = "hooklane-last-resort";

    private @Nullable Told told;

    private record Told(
            String eventsTopic, String rejectedTopic, FanOutMeter meter, FaultLog faults) {}

    /** Called by Kafka Streams. */
    public FaultHandlers() {}

    /** Adds these handlers to the settings of Kafka Streams. */
    public static void addTo(Properties settings, Topics topics, FanOutMeter meter) {
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, FaultHandlers.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FaultHandlers.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, FaultHandlers.class);
        settings.put(TOLD, new Told(topics.events(), topics.rejected(), meter, new FaultLog()));
    }

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(TOLD) instanceof Told found) {
            told = found;
        }
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
        return DeserializationExceptionHandler.Response.resume(
                List.of(
                        reject(
                                record.key(),
                                record.value(),
                                record.headers(),
                                source(context),
                                fault)));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
        if (isKafkas(fault)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        if (context.topic() == null) {
            // A turn of deferred events, none of which was taken; the next turn tries them again.
            told().faults().log(FanOutTopology.FAN_OUT, fault);
            return ProcessingExceptionHandler.Response.resume();
        }
        if (context.processorNodeId().equals(FanOutTopology.FAN_OUT)) {
            return ProcessingExceptionHandler.Response.resume(
                    List.of(
                            reject(
                                    context.sourceRawKey(),
                                    context.sourceRawValue(),
                                    context.headers(),
                                    source(context),
                                    fault)));
        }
        // One bad endpoint must not stop the thread that all endpoints depend on.
        log.error(
                "endpoints.unreadable source={} record left out",
                new RejectedCopy.Source(context.topic(), context.partition(), context.offset()),
                fault);
        return ProcessingExceptionHandler.Response.resume();
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception fault) {
        if (!(fault instanceof RecordTooLargeException)) {
            return ProductionExceptionHandler.Response.fail();
        }
        if (!record.topic().equals(told().rejectedTopic())) {
            return ProductionExceptionHandler.Response.resume(
                    List.of(
                            reject(
                                    record.key(),
                                    record.value(),
                                    record.headers(),
                                    origin(record),
                                    fault)));
        }
        return record.headers().lastHeader(LAST_RESORT_HEADER) == null
                ? ProductionExceptionHandler.Response.resume(List.of(lastResort(record, fault)))
                : ProductionExceptionHandler.Response.fail();
    }

    /** Returns a copy without anything of the record except its place. */
    private ProducerRecord<byte[], byte[]> lastResort(
            ProducerRecord<byte[], byte[]> record, Exception fault) {
        String source = text(record.headers(), RejectedCopy.SOURCE_HEADER);
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(record.topic(), null, null, (byte[]) null);
        told().faults().log(source, fault);
        copy.headers()
                .add(RejectedCopy.REASON_HEADER, RejectReason.INTERNAL_ERROR.code().getBytes(UTF_8))
                .add(RejectedCopy.DETAIL_HEADER, FaultLog.inOneLine(fault).getBytes(UTF_8))
                .add(RejectedCopy.SOURCE_HEADER, source.getBytes(UTF_8))
                .add(LAST_RESORT_HEADER, "true".getBytes(UTF_8));
        return copy;
    }

    private ProducerRecord<byte[], byte[]> reject(
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            RejectedCopy.Source source,
            Exception fault) {
        told().faults().log(source.toString(), fault);
        told().meter().rejected(RejectReason.INTERNAL_ERROR);
        return RejectedCopy.of(
                new ProducerRecord<>(told().rejectedTopic(), null, null, key, value, headers),
                RejectReason.INTERNAL_ERROR.code(),
                FaultLog.inOneLine(fault),
                source);
    }

    /**
     * Returns the event of a delivery. Kafka Streams does not know it: by the time the brokers
     * refuse the delivery, another event is being processed.
     */
    private RejectedCopy.Source origin(ProducerRecord<byte[], byte[]> delivery) {
        try {
            SourceEvent.Origin origin =
                    SourceEvent.Origin.parse(
                            text(delivery.headers(), DeliveryRecords.ORIGIN_HEADER));
            return new RejectedCopy.Source(
                    told().eventsTopic(), origin.partition(), origin.offset());
        } catch (IllegalArgumentException e) {
            return new RejectedCopy.Source(delivery.topic(), -1, -1);
        }
    }

    private static String text(Headers headers, String name) {
        return DeliveryRecords.optional(headers, name).orElse("");
    }

    private static RejectedCopy.Source source(ErrorHandlerContext context) {
        return new RejectedCopy.Source(
                context.topic() == null ? "" : context.topic(),
                context.partition(),
                context.offset());
    }

    /**
     * Reports whether the fault comes from Kafka at any depth; Hooklane's own exceptions never do.
     */
    private static boolean isKafkas(Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof KafkaException || at instanceof KafkaUnavailableException) {
                return true;
            }
        }
        return false;
    }

    private Told told() {
        if (told == null) {
            throw new IllegalStateException("not configured by Kafka Streams");
        }
        return told;
    }
}
