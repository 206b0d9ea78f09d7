package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.fanout.RejectedCopy;
import dev.hooklane.producer.TraceContext;
import dev.hooklane.source.FromHeader;
import dev.hooklane.source.Source;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Makes the records that a source writes: events, as any publisher does, and copies of rejected
 * records.
 *
 * @param eventsTopic where events are published
 * @param rejectedTopic where rejected records go
 */
record SourceRecords(Source source, String eventsTopic, String rejectedTopic) {
    /** The header's presence counts, not its value. */
    private static final byte[] ONCE = "1".getBytes(UTF_8);

    /** Returns what is written because of a record; empty if nothing is. */
    Optional<ProducerRecord<byte[], byte[]>> made(
            ConsumerRecord<byte[], byte[]> came, Judged judged) {
        return switch (judged) {
            case Judged.Becomes becomes -> Optional.of(event(came, becomes));
            case Judged.Refused refused -> Optional.of(rejected(came, refused));
            case Judged.Skipped _, Judged.Undecided _ -> Optional.empty();
        };
    }

    private ProducerRecord<byte[], byte[]> event(
            ConsumerRecord<byte[], byte[]> came, Judged.Becomes becomes) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        eventsTopic,
                        becomes.account().value().getBytes(UTF_8),
                        becomes.event().payload().bytes());
        Headers headers = record.headers();
        headers.add(FanOutTopology.ONCE_HEADER, ONCE);
        headers.add(FromHeader.NAME, from(came));
        trace(came)
                .ifPresent(trace -> {
                    headers.add("traceparent", trace.traceparent().getBytes(UTF_8));
                    trace.tracestate()
                            .ifPresent(state -> headers.add("tracestate", state.getBytes(UTF_8)));
                });
        return record;
    }

    private ProducerRecord<byte[], byte[]> rejected(
            ConsumerRecord<byte[], byte[]> came, Judged.Refused refused) {
        ProducerRecord<byte[], byte[]> copy =
                RejectedCopy.of(
                        new ProducerRecord<>(
                                rejectedTopic, null, came.key(), came.value(), came.headers()),
                        refused.reason().code(),
                        "source %s, cluster %s: %s"
                                .formatted(source.name(), source.cluster(), refused.detail()),
                        place(came));
        copy.headers().remove(FromHeader.NAME).add(FromHeader.NAME, from(came));
        return copy;
    }

    private byte[] from(ConsumerRecord<byte[], byte[]> came) {
        return FromHeader.of(source.name(), place(came)).getBytes(UTF_8);
    }

    private static RejectedCopy.Source place(ConsumerRecord<byte[], byte[]> came) {
        return new RejectedCopy.Source(came.topic(), came.partition(), came.offset());
    }

    private static Optional<TraceContext> trace(ConsumerRecord<byte[], byte[]> came) {
        return text(came, "traceparent")
                .flatMap(parent -> TraceContext.received(parent, text(came, "tracestate")));
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> came, String name) {
        return Optional.ofNullable(came.headers().lastHeader(name))
                .map(Header::value)
                .map(bytes -> new String(bytes, UTF_8));
    }
}
