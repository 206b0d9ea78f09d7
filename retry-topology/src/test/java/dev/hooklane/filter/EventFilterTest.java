package dev.hooklane.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class EventFilterTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"field":"/s","equals":"text"}         | {"s":"text"}          | true
                    {"field":"/s","equals":"text"}         | {"s":"texts"}         | false
                    {"field":"/s","equals":"1"}            | {"s":1}               | false
                    {"field":"/n","equals":1}              | {"n":1.0}             | true
                    {"field":"/n","equals":0.1}            | {"n":1e-1}            | true
                    {"field":"/n","equals":9007199254740993} | {"n":9007199254740992} | false
                    {"field":"/n","equals":1}              | {"n":1e999999999}     | false
                    {"field":"/b","equals":true}           | {"b":true}            | true
                    {"field":"/z","equals":null}           | {"z":null}            | true
                    {"field":"/z","equals":null}           | {}                    | false
                    {"field":"/s","in":["a",2,null]}       | {"s":2.00}            | true
                    {"field":"/s","in":["a",2,null]}       | {"s":"b"}             | false
                    {"field":"/s","prefix":"bot_"}         | {"s":"bot_7"}         | true
                    {"field":"/s","prefix":"bot_"}         | {"s":7}               | false
                    {"field":"/z","exists":true}           | {"z":null}            | true
                    {"field":"/z","exists":false}          | {"y":1}               | true
                    {"field":"/a/b~1c/~0/1","equals":"x"}  | {"a":{"b/c":{"~":[0,"x"]}}} | true
                    {"field":"/n","lessThan":2}            | {"n":1.999}           | true
                    {"field":"/n","lessThan":2}            | {"n":2}               | false
                    {"field":"/n","atMost":2}              | {"n":2.0}             | true
                    {"field":"/n","greaterThan":2}         | {"n":2}               | false
                    {"field":"/n","greaterThan":2}         | {"n":2.0000000000000000001} | true
                    {"field":"/n","atLeast":-1}            | {"n":-1}              | true
                    {"field":"/n","atLeast":-1}            | {"n":"5"}             | false
                    {"not":{"field":"/n","atLeast":-1}}    | {"n":"5"}             | true
                    {"and":[{"field":"/a","equals":1},{"field":"/b","equals":2}]} | {"a":1,"b":2} | true
                    {"and":[{"field":"/a","equals":1},{"field":"/b","equals":2}]} | {"a":1,"b":3} | false
                    {"or":[{"field":"/a","equals":1},{"field":"/b","equals":2}]}  | {"a":0,"b":2} | true
                    {"or":[{"field":"/a","equals":1},{"field":"/b","equals":2}]}  | {"a":0,"b":0} | false
                    """)
    void anEventIsWantedIfItsDataIsSo(String filter, String data, boolean wanted) {
        assertThat(filter(filter).matches(data(data))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"and":[{"field":"/a","equals":1},{"field":"/b","equals":2}]} | {"a":1,"b":3} | filter.and[1]
                    {"and":[{"field":"/a","equals":1},{"field":"/b","equals":2}]} | {"a":1,"b":2} | filter
                    {"or":[{"field":"/a","equals":1},{"field":"/b","equals":2}]}  | {"a":0,"b":2} | filter.or[1]
                    {"or":[{"field":"/a","equals":1},{"field":"/b","equals":2}]}  | {"a":0,"b":0} | filter
                    {"not":{"or":[{"field":"/a","equals":1}]}}                    | {"a":1}       | filter.not.or[0]
                    """)
    void theConditionThatDecidesIsNamed(String filter, String data, String place) {
        assertThat(filter(filter).judge(data(data)).place()).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    []                                        | filter is not an object
                    {}                                        | filter has 0 members
                    {"and":[]}                                | filter.and is not a list of at least one
                    {"or":{}}                                 | filter.or is not a list
                    {"and":[1]}                               | filter.and[0] is not an object
                    {"xor":[]}                                | filter has 'xor' but no field
                    {"equals":1}                              | filter has 'equals' but no field
                    {"and":[{"field":"/a","exists":true}],"or":[]} | filter has 2 members
                    {"field":"/a"}                            | filter has 0 operators beside its field
                    {"field":"/a","equals":1,"exists":true}   | filter has 2 operators beside its field
                    {"field":"/a","matches":"x"}              | operator 'matches'
                    {"field":"a","exists":true}               | filter.field 'a' is not a JSON Pointer
                    {"field":"","exists":true}                | filter.field has 0 characters
                    {"field":"/~2","exists":true}             | filter.field '/~2' is not a JSON Pointer
                    {"field":7,"exists":true}                 | filter.field is not a string
                    {"field":"/a","exists":1}                 | filter.exists is not true or false
                    {"field":"/a","prefix":7}                 | filter.prefix is not a string
                    {"field":"/a","prefix":""}                | filter.prefix has 0 characters
                    {"field":"/a","lessThan":"7"}             | filter.lessThan is not a number
                    {"field":"/a","lessThan":1e400}           | filter.lessThan is a number beyond
                    {"field":"/a","equals":{}}                | filter.equals is not a string, number
                    {"field":"/a","in":[]}                    | filter.in has 0 values
                    {"field":"/a","in":[[1]]}                 | filter.in[0] is not a string, number
                    {"not":{"not":{"not":{"not":{"not":{"field":"/a","exists":true}}}}}} | is nested 6 deep, the limit is 5
                    """)
    void whatCantBeEvaluatedIsRefusedByItsPlace(String filter, String message) {
        assertThatThrownBy(() -> filter(filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void tooMuchIsRefusedWithTheLimit() {
        ObjectNode in = leaf();
        ArrayNode values = in.putArray("in");
        for (int i = 0; i < 101; i++) {
            values.add(i);
        }

        assertThat(EventFilter.read(of("or", 49))).isNotNull();
        assertRefused(of("and", 50), "is condition 51, the limit is 50");
        assertRefused(in, "filter.in has 101 values; 1 to 100 are allowed");
        assertRefused(
                leaf().put("equals", "x".repeat(257)), "has 257 characters, the limit is 256");
        assertRefused(leaf().put("prefix", "x".repeat(9_000)), "characters, the limit is 8192");
    }

    @Test
    void anEventThatCantBeReadHereIsLetThrough() {
        EventFilter filter = filter("{\"field\":\"/s\",\"equals\":1}");

        assertThat(filter.judge(data("{\"n\":1e99999999999}")))
                .isEqualTo(new EventFilter.Verdict(true, "data"));
    }

    /** Compared with another evaluation, over a few values so that much matches. */
    @Test
    void everyFilterSaysWhatItsWordsSay() {
        int matched = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            JsonNode filter = randomFilter(random, 1);
            ObjectNode data = randomData(random);
            boolean expected = naive(filter, data);
            matched += expected ? 1 : 0;

            assertThat(EventFilter.read(filter).matches(data(data.toString())))
                    .as("seed %d: %s on %s", seed, filter, data)
                    .isEqualTo(expected);
            assertThat(EventFilter.read(filter).judge(data(data.toString())).matches())
                    .isEqualTo(expected);
        }
        assertThat(matched).isBetween(400, 1_600);
    }

    private static ObjectNode randomData(Random random) {
        ObjectNode data = JSON.createObjectNode();
        for (String name : List.of("a", "b")) {
            switch (random.nextInt(4)) {
                case 0 -> data.put(name, random.nextInt(3));
                case 1 -> data.put(name, "t" + random.nextInt(3));
                case 2 -> data.putNull(name);
                default -> {}
            }
        }
        return data;
    }

    private static JsonNode randomFilter(Random random, int depth) {
        ObjectNode filter = JSON.createObjectNode();
        int kind = random.nextInt(depth < 4 ? 7 : 4);
        String field = random.nextBoolean() ? "/a" : "/b";
        switch (kind) {
            case 0 -> filter.put("field", field).put("equals", random.nextInt(3));
            case 1 -> filter.put("field", field).put("prefix", "t" + random.nextInt(2));
            case 2 -> filter.put("field", field).put("exists", random.nextBoolean());
            case 3 -> filter.put("field", field).put("atLeast", random.nextInt(3));
            case 4 -> filter.set("not", randomFilter(random, depth + 1));
            default -> {
                ArrayNode parts = filter.putArray(kind == 5 ? "and" : "or");
                int more = random.nextInt(2);
                for (int i = 0; i <= more; i++) {
                    parts.add(randomFilter(random, depth + 1));
                }
            }
        }
        return filter;
    }

    private static boolean naive(JsonNode filter, ObjectNode data) {
        if (filter.has("not")) {
            return !naive(filter.get("not"), data);
        }
        List<Boolean> parts = new ArrayList<>();
        filter.path("and").forEach(part -> parts.add(naive(part, data)));
        filter.path("or").forEach(part -> parts.add(naive(part, data)));
        if (!parts.isEmpty()) {
            return filter.has("and") ? !parts.contains(false) : parts.contains(true);
        }
        JsonNode found = data.get(filter.get("field").asString().substring(1));
        if (filter.has("exists")) {
            return filter.get("exists").asBoolean() == (found != null);
        }
        if (found == null) {
            return false;
        }
        if (filter.has("prefix")) {
            return found.isString() && found.asString().startsWith(filter.get("prefix").asString());
        }
        return found.isNumber()
                && (filter.has("equals")
                        ? found.asInt() == filter.get("equals").asInt()
                        : found.asInt() >= filter.get("atLeast").asInt());
    }

    private static ObjectNode of(String operator, int leaves) {
        ObjectNode filter = JSON.createObjectNode();
        ArrayNode parts = filter.putArray(operator);
        for (int i = 0; i < leaves; i++) {
            parts.add(leaf().put("exists", true));
        }
        return filter;
    }

    private static ObjectNode leaf() {
        return JSON.createObjectNode().put("field", "/a");
    }

    private static void assertRefused(JsonNode filter, String message) {
        assertThatThrownBy(() -> EventFilter.read(filter)).hasMessageContaining(message);
    }

    private static EventFilter filter(String json) {
        return EventFilter.read(JSON.readTree(json));
    }

    private static EventData data(String json) {
        return new EventData(Event.builder("message.created").dataJson(json).build().payload());
    }
}
