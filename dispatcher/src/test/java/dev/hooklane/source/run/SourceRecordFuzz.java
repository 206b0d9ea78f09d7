package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.SourceRejection;
import dev.hooklane.source.ValueFormat;
import dev.hooklane.source.format.Formats;
import dev.hooklane.source.mapping.Mapping;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records of sources, in each format: whatever they hold, our own code does not fail on them. */
final class SourceRecordFuzz {
    private static final JsonNode MAPPING =
            JsonMapper.shared()
                    .readTree(
                            """
                            {"account": "value.account ?? 'acme'", "type": "value.type ?? 'order.paid'",
                             "id": "value.id ?? 'evt_1'", "data": {"key": "key ?? drop", "all": "value"}}
                            """);
    private static final LogIdentity LOG = new LogIdentity("cluster-1", "topic-1");

    private SourceRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (ValueFormat format : ValueFormat.values()) {
            // Those that need a registry have targets of their own.
            if (format.needsRegistry()) {
                continue;
            }
            Judged judged = judge(format).judge(record(input), LOG);
            if (judged instanceof Judged.Refused(SourceRejection reason, String detail)
                    && reason == SourceRejection.SOURCE_FAILED) {
                throw new AssertionError(detail);
            }
        }
    }

    private static RecordJudge judge(ValueFormat format) {
        return new RecordJudge(
                new Source(
                        new SourceName("orders"),
                        "shop",
                        List.of("shop.orders"),
                        new SourceBegin.Earliest(),
                        new Source.Formats(
                                format == ValueFormat.CLOUDEVENTS ? ValueFormat.TEXT : format,
                                format),
                        MAPPING,
                        "",
                        false,
                        1,
                        Instant.EPOCH),
                Mapping.of(MAPPING),
                new Formats(Map.of()));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] input) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", input);
        headers.add("none", null);
        return new ConsumerRecord<>(
                "shop.orders",
                3,
                7,
                input.length,
                TimestampType.CREATE_TIME,
                input.length,
                input.length,
                "\"%d\"".formatted(input.length).getBytes(UTF_8),
                input,
                headers,
                Optional.empty());
    }
}
