package dev.hooklane.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.EventType;
import dev.hooklane.event.Payload;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class EventDigestTest {
    @Test
    void theOrderOfFieldsAndTheirWhitespaceMakeNoDifference() {
        assertThat(digest("{\"a\": 1, \"b\": {\"c\": [1, 2], \"d\": null}}"))
                .isEqualTo(digest("{\"b\":{\"d\":null,\"c\":[1,2]},\"a\":1}"));
    }

    @Test
    void everythingElseMakesADifference() {
        List<String> different =
                List.of(
                        "{}",
                        "[]",
                        "null",
                        "\"null\"",
                        "1",
                        "\"1\"",
                        "true",
                        "{\"a\":1}",
                        "{\"a\":2}",
                        "{\"a\":\"1\"}",
                        "{\"b\":1}",
                        "{\"a\":{}}",
                        "{\"a\":[]}",
                        "{\"a\":[1]}",
                        "{\"a\":[[1]]}",
                        "{\"a\":[1,2]}",
                        "{\"a\":[2,1]}",
                        "{\"a\":{\"b\":1}}",
                        "{\"a\":{},\"b\":1}",
                        "{\"a\":\"bc\",\"d\":\"\"}",
                        "{\"a\":\"b\",\"cd\":\"\"}",
                        "[\"ab\",\"c\"]",
                        "[\"a\",\"bc\"]");

        assertThat(different).extracting(EventDigestTest::digest).doesNotHaveDuplicates();
    }

    @Test
    void theTypeBelongsToTheContent() {
        assertThat(digest("message.created", "{}")).isNotEqualTo(digest("message.updated", "{}"));
    }

    @Test
    void itHashesTheLengthAndTheBytesOfEachTextAndSortsFields() throws Exception {
        String hashed =
                "15:message.created2:{3"
                        + "1:A"
                        + "9:NUMBER1.5"
                        + "1:a2:[2"
                        + "606:STRING"
                        + "ä".repeat(300)
                        + "11:BOOLEANtrue"
                        + "2:é"
                        + "2:{0";

        assertThat(
                        digest(
                                "message.created",
                                "{\"é\":{},\"a\":[\"%s\",true],\"A\":1.5}"
                                        .formatted("ä".repeat(300))))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(hashed.getBytes(UTF_8)),
                                        0,
                                        16));
    }

    /** It is kept beside published ids, so that the next version must make the same. */
    @Test
    void itIsTheSameInEveryVersion() {
        assertThat(digest("message.created", "{\"b\":[1,\"x\"],\"a\":null}"))
                .isEqualTo("998f0549a948d5a8c39c0536fa9d198a");
    }

    @Test
    void dataThatCantBeReadHasNone() {
        assertThat(
                        EventDigest.of(
                                new EventType("message.created"),
                                Payload.of("{\"data\":".getBytes(UTF_8))))
                .isEmpty();
    }

    /** What the digest was made of when it was first kept, whatever makes it now. */
    @ParameterizedTest
    @MethodSource("documents")
    void itIsTheHashOfTheSameTextAsOfATree(String data) throws Exception {
        StringBuilder hashed = new StringBuilder("15:message.created");
        JsonNode tree = new EventData("{\"data\":%s}".formatted(data).getBytes(UTF_8)).json().get();
        describe(tree, hashed);

        assertThat(digest(data))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(hashed.toString().getBytes(UTF_8)),
                                        0,
                                        16));
    }

    static Stream<String> documents() {
        Random random = new Random(7);
        Stream<String> made =
                IntStream.range(0, 500).mapToObj(_ -> document(random, 0)).map(Object::toString);
        Stream<String> deep =
                IntStream.of(1, 15, 16, 17, 18, 400)
                        .mapToObj(depth ->
                                "{\"z\":1,\"a\":[".repeat(depth / 2)
                                        + "{\"b\":2,\"a\":[-0.50,[],{}]}"
                                        + "]}".repeat(depth / 2));
        Stream<String> numbers =
                Stream.of(
                        "-0",
                        "0",
                        "-12",
                        "1e3",
                        "1.50",
                        "0.000000001",
                        "1E400",
                        "123456789012345678",
                        "1234567890123456789",
                        "123456789012345678901234567890",
                        "-9223372036854775808");
        Stream<String> texts = Stream.of("\"\\u00e4\\n\\\"\"", "\"\ud83d\ude00\"", "\"\"");
        // By their UTF-16, U+1F600 comes before U+FB01.
        Stream<String> names =
                Stream.of("{\"\ufb01\":1,\"\ud83d\ude00\":2,\"\":3,\"a\":4,\"B\":5}");
        return Stream.of(made, deep, numbers, texts, names).flatMap(Function.identity());
    }

    private static JsonNode document(Random random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 5 ? 4 : 8)) {
            case 0 -> nodes.numberNode(random.nextInt());
            case 1 -> nodes.stringNode("text " + random.nextInt(100));
            case 2 -> nodes.booleanNode(random.nextBoolean());
            case 3 -> nodes.nullNode();
            case 4, 5 -> {
                ArrayNode array = nodes.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(document(random, depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = nodes.objectNode();
                for (int i = random.nextInt(14); i > 0; i--) {
                    object.set("n" + random.nextInt(200), document(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static void describe(JsonNode node, StringBuilder into) {
        if (node.isObject()) {
            text("{" + node.size(), into);
            new TreeMap<>(
                            node.properties().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Map.Entry::getKey, Map.Entry::getValue)))
                    .forEach((name, value) -> {
                        text(name, into);
                        describe(value, into);
                    });
        } else if (node.isArray()) {
            text("[" + node.size(), into);
            node.forEach(element -> describe(element, into));
        } else {
            text(node.getNodeType() + node.asString(), into);
        }
    }

    private static void text(String text, StringBuilder into) {
        into.append(text.getBytes(UTF_8).length).append(':').append(text);
    }

    private static String digest(String data) {
        return digest("message.created", data);
    }

    private static String digest(String type, String data) {
        byte[] payload = "{\"data\":%s}".formatted(data).getBytes(UTF_8);
        return EventDigest.of(new EventType(type), Payload.of(payload))
                .map(HexFormat.of()::formatHex)
                .orElseThrow();
    }
}
