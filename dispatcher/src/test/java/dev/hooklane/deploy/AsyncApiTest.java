package dev.hooklane.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.EventReading;
import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.Payload;
import dev.hooklane.event.RejectReason;
import dev.hooklane.fanout.FanOutTopology;
import dev.hooklane.source.SourceRejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code producer-api/asyncapi.yaml} says what the code takes from Kafka, and gives back. */
final class AsyncApiTest {
    private static final JsonNode DOCUMENT = read();

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(Files.readString(Path.of("..", "producer-api", "asyncapi.yaml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theTopicsAreThoseOfTheCode() {
        JsonNode channels = DOCUMENT.path("channels");

        assertThat(channels.path("events").path("address").asString())
                .isEqualTo(KafkaAcls.topics().events());
        assertThat(channels.path("rejected").path("address").asString())
                .isEqualTo(KafkaAcls.topics().rejected());
    }

    @Test
    void theTypesAreTheCatalogueAndEachHasAnExample() {
        List<String> catalogue =
                EventTypes.defaults().all().stream().map(EventType::value).toList();

        assertThat(texts(schema("eventType").path("anyOf").path(0).path("enum")))
                .isEqualTo(catalogue);
        assertThat(
                        examples("event")
                                .map(example -> example.path("payload").path("type").asString()))
                .containsExactlyInAnyOrderElementsOf(catalogue);
    }

    @Test
    void theReasonsAreThoseOfTheCode() {
        List<String> reasons =
                Stream.concat(
                                Arrays.stream(RejectReason.values()).map(RejectReason::code),
                                Stream.concat(
                                        // Of a record between the fan-out and the lanes.
                                        Stream.of("unreadable_delivery"),
                                        Arrays.stream(SourceRejection.values())
                                                .map(SourceRejection::code)))
                        .toList();

        assertThat(texts(schema("rejectReason").path("enum"))).isEqualTo(reasons);
    }

    @Test
    void theHeadersAreThoseThatAreRead() {
        assertThat(schema("headers").path("properties").propertyNames())
                .containsExactlyInAnyOrder(
                        EventReader.ACCOUNT_HEADER,
                        FanOutTopology.ONCE_HEADER,
                        "traceparent",
                        "tracestate");
    }

    static Stream<Arguments> messages() {
        return Stream.of("event", "cloudEventBinary", "cloudEventStructured")
                .flatMap(message ->
                        examples(message).map(example -> Arguments.of(message, example)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyExampleIsAnEventAndAsItsSchemaSays(String message, JsonNode example) {
        JsonNode described = DOCUMENT.path("components").path("messages").path(message);
        Map<String, String> headers = new HashMap<>();
        example.path("headers").forEachEntry((name, text) -> headers.put(name, text.asString()));

        EventReading reading =
                new EventReader(EventTypes.defaults())
                        .read(
                                example.path("payload").toString().getBytes(UTF_8),
                                headers,
                                Instant.EPOCH);

        assertThat(reading).isInstanceOf(EventReading.Accepted.class);
        assertThat(problems(described.path("payload"), example.path("payload"))).isEmpty();
        assertThat(problems(described.path("headers"), example.path("headers"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a:b", "a b", "é", "A_-9"})
    void idsAreTakenAsTheirPatternsSay(String text) {
        assertThat(matches("eventId", text)).isEqualTo(taken(EventId::new, text));
        assertThat(matches("account", text)).isEqualTo(taken(AccountId::new, text));
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 129})
    void theLongestIdsAreTaken(int length) {
        idsAreTakenAsTheirPatternsSay("x".repeat(length));
    }

    @Test
    void theSizeIsThatOfTheCode() {
        assertThat(schema("event").path("x-max-bytes").asInt()).isEqualTo(Payload.MAX_BYTES);
        assertThat(schema("event").path("description").asString())
                .contains("%,d bytes".formatted(Payload.MAX_BYTES));
    }

    private static boolean taken(Function<String, Object> id, String text) {
        try {
            return id.apply(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean matches(String schema, String text) {
        return text.matches(schema(schema).path("pattern").asString());
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.path("components").path("schemas").path(name);
    }

    private static Stream<JsonNode> examples(String message) {
        return DOCUMENT.path("components")
                .path("messages")
                .path(message)
                .path("examples")
                .valueStream();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    /** What a schema of the document, with all that it refers to, has against a value. */
    private Set<String> problems(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy().asObject();
        whole.set("components", DOCUMENT.path("components"));
        Schema checked = registry.getSchema(whole);
        Set<String> problems = new TreeSet<>();
        if (!value.isMissingNode()) {
            checked.validate(value).stream().map(Error::toString).forEach(problems::add);
        }
        return problems;
    }
}
