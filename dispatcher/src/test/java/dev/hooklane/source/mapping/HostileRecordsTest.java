package dev.hooklane.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a record has in it, a mapping ends soon, and gives a valid event or a reason. */
final class HostileRecordsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void deepNestingOverflowsNothing() {
        SourceRecord record = MappingRun.record(deep(200_000));

        assertThat(soon("value", record))
                .isEqualTo("data is nested deeper than the limit of 499 levels");
        assertThat(soon("value == 1", record)).isEqualTo("false");
        assertThat(soon("value == value", record))
                .isEqualTo("data.x: value is an object, which can't be compared with another");
        assertThat(soon("value.a.a.a.b", record))
                .isEqualTo("data.x: value.a.a.a.b is not there; value.a.a.a has a");
    }

    @Test
    void dataMayBeAsDeepAsAnEventMayBe() {
        assertThat(MappingRun.map("value", MappingRun.record(deep(498))))
                .isInstanceOf(Mapped.Event.class);
        assertThat(MappingRun.map("value", MappingRun.record(deep(499))))
                .isInstanceOf(Mapped.Rejected.class);
    }

    private static JsonNode deep(int levels) {
        ObjectNode node = NODES.objectNode();
        for (int i = 1; i < levels; i++) {
            ObjectNode outer = NODES.objectNode();
            outer.set("a", node);
            node = outer;
        }
        return node;
    }

    @Test
    void mapsWithinEachOtherEndAtTheLimitOfSteps() {
        SourceRecord record = MappingRun.record(numbers(10_000));

        assertThat(soon("map(value, a, map(value, b, map(value, c, c)))", record))
                .isEqualTo("the mapping takes more than 100,000 steps");
        assertThat(soon("map(value, a, a in value)", record))
                .isEqualTo("the mapping takes more than 100,000 steps");
    }

    @Test
    void whatIsMultipliedIsCountedButNotCopied() {
        ObjectNode value = NODES.objectNode();
        value.set("list", numbers(30_000));

        assertThat(soon("map(value.list, a, value)", MappingRun.record(value)))
                .isEqualTo("the mapping makes more than 1,048,576 characters");
    }

    @Test
    void textThatIsMadeIsCounted() {
        ObjectNode value = NODES.objectNode().put("text", "x".repeat(100_000));
        value.set("list", numbers(10_000));

        assertThat(soon("map(value.list, a, upper(value.text))", MappingRun.record(value)))
                .isEqualTo("the mapping makes more than 1,048,576 characters");
        assertThat(soon("join(map(value.list, a, value.text))", MappingRun.record(value)))
                .isEqualTo("the mapping makes more than 1,048,576 characters");
    }

    @Test
    void aLargeRecordCostsOnlyWhatIsNamed() {
        ObjectNode value =
                NODES.objectNode().put("id", "ord_1").put("text", "x".repeat(10_000_000));

        assertThat(soon("value.id", MappingRun.record(value))).isEqualTo("\"ord_1\"");
        assertThat(soon("value.text", MappingRun.record(value)))
                .isEqualTo("the mapping makes more than 1,048,576 characters");
        assertThat(soon("json(value.text)", MappingRun.record(value)))
                .isEqualTo("the mapping makes more than 1,048,576 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1E+2147483647", "0e999999999"})
    void anEnormousExponentCostsNothing(String number) {
        SourceRecord record = MappingRun.record("{\"n\":%s}".formatted(number));
        String tooLong = "data.x: value.n has more than 1,000 digits when it is written out";

        assertThat(new BigDecimal(soon("value.n", record)))
                .isEqualByComparingTo(new BigDecimal(number));
        assertThat(soon("value.n < 1", record)).isEqualTo(tooLong);
        assertThat(soon("value.n == 1", record)).isEqualTo(tooLong);
        assertThat(soon("text(value.n)", record)).isEqualTo(tooLong);
        assertThat(soon("time(value.n, 'seconds')", record)).isEqualTo(tooLong);
        assertThat(soon("number('%s')".formatted(number), record))
                .isEqualTo(
                        "data.x: '%s' has more than 1,000 digits when it is written out"
                                .formatted(number));
    }

    @Test
    void aNumberOfAMillionDigitsIsPassedOnAndNoMore() {
        BigInteger number = BigInteger.ONE.shiftLeft(3_000_000);
        ObjectNode value = NODES.objectNode();
        value.set("n", NODES.numberNode(number));

        assertThat(MappingRun.map("value.n", MappingRun.record(value)))
                .isInstanceOf(Mapped.Event.class);
        assertThat(soon("value.n > 1", MappingRun.record(value)))
                .isEqualTo("data.x: value.n has more than 1,000 digits when it is written out");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatJsonDoesNotHaveIsRefused(double number) {
        ObjectNode value = NODES.objectNode();
        value.putArray("list").add(1).add(number);
        String reason = "%s is %s, which JSON does not have";

        assertThat(soon("value", MappingRun.record(value)))
                .isEqualTo(reason.formatted("data.x.list[1]", number));
        assertThat(soon("value.list[1] == 1", MappingRun.record(value)))
                .isEqualTo("data.x: " + reason.formatted("value.list[1]", number));
        assertThat(soon("text(value.list[1])", MappingRun.record(value)))
                .isEqualTo("data.x: " + reason.formatted("value.list[1]", number));
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        ObjectNode text = NODES.objectNode().put("a", "ab\uD83D");
        ObjectNode name = NODES.objectNode().put("ab\uDE00", 1);

        assertThat(soon("value", MappingRun.record(text)))
                .isEqualTo("data.x.a has half of a surrogate pair, at char 2, which can't be sent");
        assertThat(soon("value", MappingRun.record(name)))
                .isEqualTo(
                        "data.x.ab\\ude00 has a name with half of a surrogate pair, at char 2, which can't be sent");
        assertThat(soon("before('😀', 'x') ?? '😀'", MappingRun.record(text))).isEqualTo("\"😀\"");
    }

    @Test
    void bytesAreNoValueOfJson() {
        ObjectNode value = NODES.objectNode();
        value.set("a", NODES.binaryNode(new byte[] {1}));

        assertThat(soon("value", MappingRun.record(value)))
                .isEqualTo("data.x.a is no value that JSON has");
        assertThat(soon("value.a", MappingRun.record(value)))
                .startsWith("data.x: value.a is no JSON value;");
    }

    @Test
    void aReasonIsOneShortLineWhateverTheRecordHas() {
        ObjectNode value = NODES.objectNode();
        for (int i = 0; i < 100; i++) {
            value.put("name\n\u001b[31m" + "x".repeat(1_000) + i, i);
        }

        assertThat(soon("value.no", MappingRun.record(value)))
                .hasSizeLessThanOrEqualTo(501)
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void jsonInATextIsReadAsStrictlyAsAnyOther() {
        SourceRecord record =
                MappingRun.record(
                        NODES.objectNode()
                                .put("deep", "[".repeat(100_000))
                                .put("twice", "{\"a\":1,\"a\":2}")
                                .put("more", "1 2")
                                .put("nan", "NaN")
                                .put("empty", "")
                                .put("number", "1e999999999")
                                .put("beyond", "1e9999999999"));

        assertThat(soon("json(value.deep)", record)).startsWith("data.x: value.deep is not JSON");
        assertThat(soon("json(value.twice)", record)).startsWith("data.x: value.twice is not JSON");
        assertThat(soon("json(value.more)", record)).startsWith("data.x: value.more is not JSON");
        assertThat(soon("json(value.nan)", record)).startsWith("data.x: value.nan is not JSON");
        assertThat(soon("json(value.empty)", record))
                .isEqualTo("data.x: value.empty is empty; JSON is expected");
        assertThat(soon("json(value.number)", record)).isEqualTo("1E+999999999");
        assertThat(soon("json(value.beyond)", record))
                .isEqualTo("data.x: value.beyond is not JSON that can be read");
    }

    private static ArrayNode numbers(int count) {
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i < count; i++) {
            list.add(-1 - i);
        }
        return list;
    }

    private static String soon(String expression, SourceRecord record) {
        return assertTimeoutPreemptively(SOON, () -> MappingRun.of(expression, record));
    }
}
