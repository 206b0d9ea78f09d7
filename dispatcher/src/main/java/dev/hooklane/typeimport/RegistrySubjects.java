package dev.hooklane.typeimport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.EventType;
import dev.hooklane.event.VisibleText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The subjects of a schema registry that speaks Confluent's API. Blocks. */
public final class RegistrySubjects implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String VALUES = "-value";
    private static final String KEYS = "-key";
    private static final String JSON_SCHEMA = "JSON";
    private static final int OK = 200;

    private static final JsonMapper EXACT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();
    private final String base;
    private final Optional<String> login;

    /**
     * @param base its address, with a path if it has one
     * @param login user and password, joined by a colon; empty for none
     */
    public RegistrySubjects(URI base, Optional<String> login) {
        this.base = base.toString().replaceAll("/+$", "");
        this.login = login;
    }

    /** The registry did not answer, or refused. */
    public static final class RegistryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private RegistryException(String message) {
            super(message);
        }

        private RegistryException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Returns the types of the latest schemas of subjects. Those of keys are passed over.
     *
     * @param pattern which subjects; a {@code *} stands for any text
     * @throws RegistryException if the registry can't be asked
     */
    public List<ImportedType> types(String pattern) {
        Pattern wanted =
                Pattern.compile(
                        Stream.of(pattern.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")));
        List<ImportedType> types = new ArrayList<>();
        json("/subjects")
                .valueStream()
                .map(JsonNode::asString)
                .filter(subject -> wanted.matcher(subject).matches())
                .filter(subject -> !subject.endsWith(KEYS))
                .sorted()
                .forEach(subject -> types.add(type(subject)));
        return types;
    }

    private ImportedType type(String subject) {
        String name =
                subject.endsWith(VALUES)
                        ? subject.substring(0, subject.length() - VALUES.length())
                        : subject;
        if (!EventType.isValid(name)) {
            return new ImportedType.Refused(
                    VisibleText.excerpt(subject), "its name is not one of an event type");
        }
        JsonNode latest =
                json("/subjects/%s/versions/latest".formatted(URLEncoder.encode(subject, UTF_8)));
        String kind = latest.path("schemaType").asString("AVRO");
        if (!kind.equals(JSON_SCHEMA)) {
            return new ImportedType.Refused(
                    name,
                    "its schema is of the type %s; only JSON Schema can be imported"
                            .formatted(VisibleText.excerpt(kind)));
        }
        if (!latest.path("references").isEmpty()) {
            return new ImportedType.Refused(
                    name, "its schema refers to other subjects; bundle them into one");
        }
        try {
            return described(name, subject, EXACT.readTree(latest.path("schema").asString("")));
        } catch (JacksonException e) {
            return new ImportedType.Refused(name, "its schema is no JSON");
        } catch (IllegalArgumentException e) {
            return new ImportedType.Refused(name, String.valueOf(e.getMessage()));
        }
    }

    private static ImportedType described(String name, String subject, JsonNode schema) {
        ObjectNode bundled = SchemaBundle.of(new LocalReferences(schema), schema);
        ObjectNode fields = EXACT.createObjectNode();
        fields.put("name", name);
        fields.put(
                "description",
                ImportedType.description(
                        Stream.of(schema.path("description"), schema.path("title")),
                        "The subject %s.".formatted(subject)));
        fields.set("example", SampleValue.of(Optional.of(bundled)));
        fields.set("schema", bundled);
        return new ImportedType.Described(name, fields);
    }

    private JsonNode json(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(TIMEOUT)
                        .header(
                                "Accept",
                                "application/vnd.schemaregistry.v1+json, application/json");
        login.map(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
                .ifPresent(text -> request.header("Authorization", "Basic " + text));
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new RegistryException(
                        "the registry at %s answered %d to %s"
                                .formatted(base, answer.statusCode(), path));
            }
            return EXACT.readTree(answer.body());
        } catch (JacksonException e) {
            throw new RegistryException("what answers at %s is no registry".formatted(base), e);
        } catch (IOException e) {
            throw new RegistryException("the registry at %s can't be reached".formatted(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while asking the registry", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
