package dev.hooklane.source.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.SourceRejection;
import dev.hooklane.source.ValueFormat;
import dev.hooklane.source.format.Formats;
import dev.hooklane.source.mapping.Mapping;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RecordJudgeTest {
    private static final LogIdentity LOG = new LogIdentity("cluster-1", "topic-1");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String PLAIN =
            """
            {"account": "value.account", "type": "'order.paid'", "data": {"all": "value.data"}}
            """;

    private final RecordJudge judge = judge(PLAIN);

    @Test
    void aRecordBecomesAnEventWithTheTimeOfTheRecord() {
        Judged.Becomes becomes = (Judged.Becomes) judge(7, "{\"account\":\"acme\",\"data\":1.10}");

        assertThat(becomes.account().value()).isEqualTo("acme");
        assertThat(becomes.event().timestamp()).isEqualTo(NOON);
        assertThat(new String(becomes.event().payload().bytes(), UTF_8))
                .endsWith(
                        "\"type\":\"order.paid\",\"timestamp\":\"2026-01-02T12:00:00Z\",\"data\":{\"all\":1.1}}");
    }

    @Test
    void theSameRecordHasTheSameIdAndNoOtherHasIt() {
        String id = id(judge, 7, LOG);

        assertThat(id(judge(PLAIN), 7, LOG)).isEqualTo(id);
        assertThat(
                        List.of(
                                id(judge, 8, LOG),
                                id(judge, 7, new LogIdentity("cluster-1", "topic-2")),
                                id(judge, 7, new LogIdentity("cluster-2", "topic-1"))))
                .doesNotHaveDuplicates()
                .doesNotContain(id);
        assertThat(id).startsWith("evt_").hasSize(30);
    }

    @Test
    void anIdOfTheMappingIsTaken() {
        Judged.Becomes becomes =
                (Judged.Becomes)
                        judge(
                                judge(
                                        """
                                        {"account": "'acme'", "type": "'order.paid'",
                                         "id": "value.id", "data": {}}
                                        """),
                                record(7, "key", "{\"id\":\"ord_7\"}"),
                                LOG);

        assertThat(becomes.event().id().value()).isEqualTo("ord_7");
        assertThat(becomes.idGiven()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "''                       | value is empty, which is not JSON",
                "{'a':                    | value is not JSON: ",
                "{'a':NaN}                | value is not JSON: ",
                "{'a':1}{'a':1}           | value is not JSON: ",
                "{'a':1,'a':2}            | value is not JSON: ",
                "{'a':1e-2147483649}      | value has a number whose exponent is out of range",
            })
    void bytesThatAreNotJsonAreUnreadable(String value, String detail) {
        String json = value.equals("''") ? "" : value.replace('\'', '"');

        assertThat(judge(7, json))
                .isInstanceOfSatisfying(
                        Judged.Refused.class,
                        refused -> {
                            assertThat(refused.reason())
                                    .isEqualTo(SourceRejection.SOURCE_UNREADABLE);
                            assertThat(refused.detail()).startsWith(detail.strip());
                        });
    }

    @Test
    void whatIsNestedTooDeeplyIsUnreadable() {
        assertThat(judge(7, "[".repeat(100_000) + "]".repeat(100_000)))
                .isInstanceOfSatisfying(
                        Judged.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(SourceRejection.SOURCE_UNREADABLE));
    }

    @ParameterizedTest
    @CsvSource({"'{},', 1000000", "'1,', 1000000", "'[[]],', 500000"})
    void moreThanAMillionValuesOfJsonAreUnreadable(String item, int items) {
        assertThat(judge(7, "[" + item.repeat(items) + "0]"))
                .isEqualTo(
                        new Judged.Refused(
                                SourceRejection.SOURCE_UNREADABLE,
                                "value has more than 1,000,000 values"));
    }

    @Test
    void aMillionValuesOfJsonAreRead() {
        // The list is one, and so is its last number.
        assertThat(judge(7, "[" + "0,".repeat(999_998) + "0]"))
                .isInstanceOfSatisfying(
                        Judged.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(SourceRejection.SOURCE_UNMAPPED));
    }

    @Test
    void aRecordOfTenMegabytesIsNotEvenParsed() {
        byte[] value = new byte[10 << 20];
        Arrays.fill(value, (byte) '[');

        assertThat(judge(judge, record(7, "key".getBytes(UTF_8), value), LOG))
                .isEqualTo(
                        new Judged.Refused(
                                SourceRejection.SOURCE_UNREADABLE,
                                "record of 10,485,763 bytes is over the limit of 4,194,304"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"account\":\"not an account\",\"data\":1}",
                "{\"account\":\"\",\"data\":1}",
                "{\"data\":1}",
                "{\"account\":\"acme\"}",
                "[]",
                "null"
            })
    void whatTheMappingCannotTakeIsUnmapped(String value) {
        assertThat(judge(7, value))
                .isInstanceOfSatisfying(
                        Judged.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(SourceRejection.SOURCE_UNMAPPED));
    }

    @Test
    void aTombstoneIsWhatTheMappingMakesOfIt() {
        RecordJudge skipping =
                judge(
                        """
                        {"when": "value != null", "account": "value.account",
                         "type": "'order.paid'", "data": {}}
                        """);

        assertThat(judge(skipping, record(7, "key".getBytes(UTF_8), null), LOG))
                .isInstanceOf(Judged.Skipped.class);
    }

    @Test
    void anEventOverTheLimitIsUnmappedWithBothSizes() {
        String value = "{\"account\":\"acme\",\"data\":\"%s\"}".formatted("x".repeat(300 * 1_024));

        assertThat(judge(7, value))
                .isInstanceOfSatisfying(
                        Judged.Refused.class,
                        refused -> assertThat(refused.detail()).contains("the limit is 262,144"));
    }

    private Judged judge(long offset, String value) {
        return judge(judge, record(offset, "key", value), LOG);
    }

    private static Judged judge(
            RecordJudge judge, ConsumerRecord<byte[], byte[]> record, LogIdentity log) {
        return judge.judge(record, log);
    }

    private static String id(RecordJudge judge, long offset, LogIdentity log) {
        return ((Judged.Becomes)
                        judge(
                                judge,
                                record(offset, "key", "{\"account\":\"acme\",\"data\":1}"),
                                log))
                .event()
                .id()
                .value();
    }

    private static RecordJudge judge(String mapping) {
        JsonNode json = JsonMapper.shared().readTree(mapping);
        return new RecordJudge(
                new Source(
                        new SourceName("orders"),
                        "shop",
                        List.of("shop.orders"),
                        new SourceBegin.Earliest(),
                        new Source.Formats(ValueFormat.TEXT, ValueFormat.JSON),
                        json,
                        "",
                        false,
                        1,
                        NOON),
                Mapping.of(json),
                new Formats(Map.of()));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, String value) {
        return record(offset, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            long offset, byte[] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                "shop.orders",
                3,
                offset,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                value == null ? 0 : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
