package dev.hooklane.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    { }                                 | {}
                    [ ]                                 | []
                    [ 1 , [ ] , { } ]                   | [1,[],{}]
                    {"a" : true , "b" : null}           | {"a":true,"b":null}
                    "\\/"                               | "/"
                    "\\u0041"                           | "A"
                    "\\u00e9"                           | "é"
                    "\\ud83d\\ude00"                    | "😀"
                    "\\u007f"                           | "\u007f"
                    "\\u0000\\u001F"                    | "\\u0000\\u001f"
                    "\\u0008\\u000C\\u000A\\u000D\\u0009" | "\\b\\f\\n\\r\\t"
                    "\\"\\\\"                           | "\\"\\\\"
                    "\\uD800"                           | "\\ud800"
                    "\\uDC00\\uD800"                    | "\\udc00\\ud800"
                    "\\uD800x"                          | "\\ud800x"
                    "\\uD800\\uD83D\\uDE00"             | "\\ud800😀"
                    "ÿĀ€￿"                              | "ÿĀ€￿"
                    {"b":1,"a":2}                       | {"b":1,"a":2}
                    {"b":1,"1":2}                       | {"1":2,"b":1}
                    {"10":1,"9":2}                      | {"9":2,"10":1}
                    {"a":1,"2":2,"b":3,"1":4,"c":5}     | {"1":4,"2":2,"a":1,"b":3,"c":5}
                    {"0":1,"00":2,"-0":3,"-1":4}        | {"0":1,"00":2,"-0":3,"-1":4}
                    {"00":2,"0":1}                      | {"0":1,"00":2}
                    {"4294967295":1,"4294967294":2}     | {"4294967294":2,"4294967295":1}
                    {"4294967296":1,"4294967295":2}     | {"4294967296":1,"4294967295":2}
                    {"99999999999":1,"1.5":2,"1e3":3,"1":4} | {"1":4,"99999999999":1,"1.5":2,"1e3":3}
                    {"١":1,"1":2}                       | {"1":2,"١":1}
                    {"x":{"b":{"2":0,"1":[{"9":1,"8":2}]}},"7":{"a":0,"3":1}} | {"7":{"3":1,"a":0},"x":{"b":{"1":[{"8":2,"9":1}],"2":0}}}
                    {"__proto__":{"a":1},"constructor":2} | {"__proto__":{"a":1},"constructor":2}
                    {"":1," ":2}                        | {"":1," ":2}
                    {"\\u0031":1,"a":2,"\\u0030":3}     | {"0":3,"1":1,"a":2}
                    """)
    void aValueIsWrittenAsJavaScriptWritesIt(String json, String canonical) {
        assertThat(canonical(json)).isEqualTo(canonical);
    }

    @Test
    void lineSeparatorsStandForThemselves() {
        assertThat(canonical("\"\\u2028\\u2029\"")).isEqualTo("\"\u2028\u2029\"");
    }

    @Test
    void canonicalTextIsKeptAndMeansTheSame() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();
        Comparator<JsonNode> sameValue =
                (a, b) ->
                        a.isNumber() && b.isNumber()
                                ? a.decimalValue().compareTo(b.decimalValue())
                                : a.equals(b) ? 0 : 1;
        for (long seed = 1; seed <= 300; seed++) {
            String json = new RandomJson(new Random(seed)).document();
            String canonical = canonical(json);

            assertThat(canonical(canonical)).as("seed %d", seed).isEqualTo(canonical);
            assertThat(mapper.readTree(canonical).equals(sameValue, mapper.readTree(json)))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void aKeyRepeatedAmongManyIsNoticed() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            json.append("\"k").append(i).append("\":{\"k0\":0},");
        }
        String repeated = json + "\"k7\":1}";

        assertThatThrownBy(() -> canonical(repeated))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.DUPLICATE_KEY))
                .hasMessageContaining("'k7'");
    }

    @Test
    @Timeout(10)
    void manyIndicesInFallingOrderAreSortedInNoTime() {
        StringBuilder json = new StringBuilder("{\"a\":0");
        for (int i = 30_000; i >= 0; i--) {
            json.append(",\"").append(i).append("\":1");
        }

        assertThat(canonical(json + "}"))
                .startsWith("{\"0\":1,\"1\":1,\"2\":1")
                .endsWith(",\"30000\":1,\"a\":0}");
    }

    private static String canonical(String json) {
        return EventJson.read(
                json.getBytes(UTF_8),
                parser -> {
                    JsonBytes out = new JsonBytes(16);
                    new CanonicalJson(parser).copyValue(out, 0);
                    return new String(out.toBytes(), UTF_8);
                });
    }
}
