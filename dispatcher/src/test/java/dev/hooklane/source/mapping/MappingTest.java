package dev.hooklane.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class MappingTest {
    private static final String VALUE =
            "{\"id\":\"ord_1\",\"secret\":\"x\",\"at\":1767225600123,\"none\":null}";

    @Test
    void anEventHasWhatIsNamedAndNothingElse() {
        Mapping mapping =
                MappingRun.mapping(
                        Map.of(
                                "account",
                                "headers.tenant",
                                "id",
                                "value.id",
                                "timestamp",
                                "time(value.at, 'millis')"));

        assertThat(mapping.map(MappingRun.record(VALUE)))
                .isEqualTo(
                        new Mapped.Event(
                                "acct_7",
                                "order.paid",
                                Optional.of("ord_1"),
                                Optional.of(Instant.parse("2026-01-01T00:00:00.123Z")),
                                MappingRun.json("{\"x\":1}")));
    }

    @Test
    void idAndTimestampMayBeLeftOut() {
        Mapping mapping =
                MappingRun.mapping(Map.of("id", "value.no?", "timestamp", "value.no ?? drop"));

        assertThat(mapping.map(MappingRun.record(VALUE)))
                .isEqualTo(
                        new Mapped.Event(
                                "acct_7",
                                "order.paid",
                                Optional.empty(),
                                Optional.empty(),
                                MappingRun.json("{\"x\":1}")));
    }

    @Test
    void dataIsBuiltAsItIsWritten() {
        ObjectNode document = MappingRun.document("1");
        document.set(
                "data",
                MappingRun.json(
                        """
                        {"order":{"id":"value.id","gone":"value.no?"},"list":["value.id",2,null,"drop"],
                        "flag":true}
                        """));

        assertThat(Mapping.of(document).map(MappingRun.record(VALUE)))
                .isInstanceOfSatisfying(
                        Mapped.Event.class,
                        event ->
                                assertThat(event.data().toString())
                                        .isEqualTo(
                                                "{\"order\":{\"id\":\"ord_1\"},\"list\":[\"ord_1\",2,null],\"flag\":true}"));
    }

    @Test
    void dataMayBeOneExpression() {
        ObjectNode document = MappingRun.document("1").put("data", "select(value, id)");

        assertThat(Mapping.of(document).map(MappingRun.record(VALUE)))
                .isInstanceOfSatisfying(
                        Mapped.Event.class,
                        event ->
                                assertThat(event.data().toString())
                                        .isEqualTo("{\"id\":\"ord_1\"}"));
    }

    @Test
    void aRecordIsSkippedWhereTheConditionIsFalse() {
        Mapping mapping = MappingRun.mapping(Map.of("when", "value?.id == 'ord_2'"));

        assertThat(mapping.map(MappingRun.record(VALUE)))
                .isEqualTo(new Mapped.Skipped("when is false: value?.id == 'ord_2'"));
        assertThat(mapping.map(MappingRun.tombstone())).isInstanceOf(Mapped.Skipped.class);
    }

    @Test
    void aConditionOnWhatIsNotThereRejects() {
        assertThat(
                        MappingRun.mapping(Map.of("when", "value.op == 'c'"))
                                .map(MappingRun.record(VALUE)))
                .isEqualTo(
                        new Mapped.Rejected(
                                "when: value.op is not there; value has id, secret, at, none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "account|value.at|account: value.at is a number; text is expected",
                "account|value.no?|account: value.no? gives nothing; text is expected",
                "account|join([value.id, '!'])|account: account id 'ord_1!' (6 characters) is not 1 to 128 characters of [A-Za-z0-9_-]",
                "type|join([value.id, '..'])|type: event type 'ord_1..' (7 characters) is not words of [A-Za-z0-9_-] joined by dots, at most 100 characters",
                "id|join([value.id, ' '])|id: event id 'ord_1 ' (6 characters) is not 1 to 128 characters of [A-Za-z0-9_:-]",
                "id|value.none|id: value.none is null; text is expected",
                "timestamp|value.id|timestamp: value.id is 'ord_1', not a time in RFC 3339, such as 2024-01-15T10:30:00Z",
                "timestamp|time(-1, 'seconds')|timestamp: time(-1, 'seconds') is before 1970, where no event is",
                "data|value.id|data: value.id is text; an object is expected",
            })
    void aReasonHasFieldPathFoundAndExpected(String field, String expression, String reason) {
        assertThat(MappingRun.mapping(Map.of(field, expression)).map(MappingRun.record(VALUE)))
                .isEqualTo(new Mapped.Rejected(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "value", "headers", "metadata"})
    void eachPartOfTheRecordMayBePassedOnWhole(String part) {
        assertThat(MappingRun.map(part, MappingRun.record(VALUE))).isInstanceOf(Mapped.Event.class);
    }

    @Test
    void neitherRecordNorEventShowTheirContent() {
        SourceRecord record = MappingRun.record(VALUE);

        assertThat(record.toString()).isEqualTo("SourceRecord[main orders:3@42]");
        assertThat(MappingRun.map("value", record).toString()).doesNotContain("secret");
    }
}
