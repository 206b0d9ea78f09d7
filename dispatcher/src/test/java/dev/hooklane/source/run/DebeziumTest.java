package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes of rows as Debezium publishes them, in the forms that its documentation shows.
 *
 * @see <a
 *     href="https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-events">Change
 *     events</a>
 * @see <a
 *     href="https://debezium.io/documentation/reference/stable/transformations/outbox-event-router.html">The
 *     outbox</a>
 */
final class DebeziumTest {
    private static final String ENVELOPE =
            """
            {"when": "%1$s?.op in ['c', 'u', 'd']", "account": "join(['acct', (%1$s.after ?? %1$s.before).id], '_')",
             "type": "lookup(types, %1$s.op)", "timestamp": "time(%1$s.source.ts_ms, 'millis')",
             "data": {"id": "(%1$s.after ?? %1$s.before).id", "email": "%1$s.after?.email"},
             "tables": {"types": {"c": "customer.created", "u": "customer.updated", "d": "customer.deleted"}}}
            """;
    private static final String PLAIN = ENVELOPE.formatted("value");
    private static final String WITH_SCHEMA = ENVELOPE.formatted("value?.payload");

    private static final String UPDATE =
            """
            {"before": {"id": 1, "first_name": "Anne", "email": "annek@noanswer.org"},
             "after": {"id": 1, "first_name": "Anne Marie", "email": "annek@noanswer.org"},
             "source": {"version": "3.5.0.Final", "connector": "postgresql", "name": "PostgreSQL_server",
              "ts_ms": 1559033904863, "ts_us": 1559033904863769, "snapshot": false, "db": "postgres",
              "schema": "public", "table": "customers", "txId": 556, "lsn": 24023128, "xmin": null},
             "op": "u", "ts_ms": 1465584025523}
            """;

    @Test
    void anUpdateBecomesAnEvent() {
        assertThat(data(judge(PLAIN, UPDATE, Map.of())))
                .isEqualTo(
                        "\"type\":\"customer.updated\",\"timestamp\":\"2019-05-28T08:58:24.863Z\",\"data\":{\"id\":1,\"email\":\"annek@noanswer.org\"}}");
    }

    @Test
    void theEnvelopeMayBeBelowItsSchema() {
        String wrapped =
                "{\"schema\": {\"type\": \"struct\", \"fields\": []}, \"payload\": %s}"
                        .formatted(UPDATE);

        assertThat(data(judge(WITH_SCHEMA, wrapped, Map.of()))).contains("customer.updated");
    }

    @Test
    void aDeletionHasNoRowAfterwards() {
        String deletion =
                """
                {"before": {"id": 1, "email": null}, "after": null, "source": {"ts_ms": 1559033904863},
                 "op": "d", "ts_ms": 1465581902461}
                """;

        assertThat(data(judge(PLAIN, deletion, Map.of())))
                .contains("customer.deleted", "\"data\":{\"id\":1}");
    }

    @Test
    void tombstonesReadsOfASnapshotAndTruncationsAreNoEvents() {
        assertThat(judge(PLAIN, null, Map.of())).isInstanceOf(Judged.Skipped.class);
        assertThat(judge(WITH_SCHEMA, null, Map.of())).isInstanceOf(Judged.Skipped.class);
        assertThat(judge(PLAIN, "{\"op\": \"r\"}", Map.of())).isInstanceOf(Judged.Skipped.class);
        assertThat(judge(PLAIN, "{\"op\": \"t\"}", Map.of())).isInstanceOf(Judged.Skipped.class);
    }

    /** Without {@code table.expand.json.payload}, the row's JSON is a text. */
    @Test
    void aRowOfAnOutboxMayBeAText() {
        String mapping =
                """
                {"when": "value != null", "account": "join(['acct', json(value).customerId], '_')",
                 "type": "headers.eventType", "id": "headers.id", "data": "select(json(value), id)"}
                """;
        String row = "\"{\\\"id\\\": 1, \\\"customerId\\\": 123, \\\"lineItems\\\": []}\"";

        Judged.Becomes becomes =
                (Judged.Becomes)
                        judge(
                                mapping,
                                row,
                                Map.of(
                                        "id", "4d47e190-0402-4048-bc2c-89dd54343cdc",
                                        "eventType", "order.created"));

        assertThat(becomes.account().value()).isEqualTo("acct_123");
        assertThat(becomes.event().id().value()).isEqualTo("4d47e190-0402-4048-bc2c-89dd54343cdc");
        assertThat(data(becomes)).endsWith("\"data\":{\"id\":1}}");
    }

    private static String data(Judged judged) {
        assertThat(judged).isInstanceOf(Judged.Becomes.class);
        String payload = new String(((Judged.Becomes) judged).event().payload().bytes(), UTF_8);
        return payload.substring(payload.indexOf("\"type\""));
    }

    private static Judged judge(
            String mapping, @Nullable String value, Map<String, String> headers) {
        JsonNode json = JsonMapper.shared().readTree(mapping);
        RecordHeaders records = new RecordHeaders();
        headers.forEach((name, text) -> records.add(name, text.getBytes(UTF_8)));
        return new RecordJudge(
                        new Source(
                                new SourceName("customers"),
                                "shop",
                                List.of("shop.customers"),
                                new SourceBegin.Earliest(),
                                new Source.Formats(ValueFormat.JSON, ValueFormat.JSON),
                                json,
                                "",
                                false,
                                1,
                                Instant.EPOCH),
                        Mapping.of(json),
                        new Formats(Map.of()))
                .judge(
                        new ConsumerRecord<>(
                                "shop.customers",
                                0,
                                7,
                                1_559_033_904_863L,
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                "{\"id\": 1}".getBytes(UTF_8),
                                value == null ? null : value.getBytes(UTF_8),
                                records,
                                Optional.empty()),
                        new LogIdentity("cluster-1", "topic-1"));
    }
}
