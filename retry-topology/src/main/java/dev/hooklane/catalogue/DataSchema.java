package dev.hooklane.catalogue;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a type's events must have as {@code data}: a JSON Schema of 2020-12, read once and asked for
 * each event. Immutable; any thread may ask.
 *
 * <p>Nothing is ever fetched for it, and what a check may cost is bounded whatever the schema and
 * the data are.
 */
public final class DataSchema {
    /** The longest schema, in characters. */
    public static final int JSON_MAX = 64 * 1024;

    /** How many mismatches are told of one event. */
    public static final int MISMATCHES_MAX = 5;

    private static final int NESTING_MAX = 40;
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/";

    /**
     * Half a million keywords take a tenth of a second, and the largest payload with one number an
     * item needs that many. As deep as 400 fits half of a thread's stack.
     */
    private static final ExecutionConfig LIMITS =
            ExecutionConfig.builder()
                    .locale(Locale.ROOT)
                    .maxEvaluationSteps(500_000)
                    .maxEvaluationDepth(256)
                    .build();

    /** What a schema itself must be like; the library has it with it. */
    private static final Schema OF_SCHEMAS =
            registry(address -> address.startsWith(DRAFT))
                    .getSchema(SchemaLocation.of(DRAFT + "schema"));

    private final String json;
    private final Schema schema;

    private DataSchema(String json, Schema schema) {
        this.json = json;
        this.schema = schema;
    }

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException in one line that names the place, if it is none, refers to
     *     another document, or is over a limit
     */
    public static DataSchema read(JsonNode schema) {
        String json = schema.toString();
        require(schema.isObject(), "schema is not an object");
        require(
                json.length() <= JSON_MAX,
                "schema has %d characters, the limit is %d".formatted(json.length(), JSON_MAX));
        require(
                JsonShape.depth(schema) <= NESTING_MAX,
                "schema is nested deeper than %d".formatted(NESTING_MAX));
        List<String> wrong = mismatches(OF_SCHEMAS, schema);
        require(wrong.isEmpty(), "schema is no JSON Schema: " + String.join("; ", wrong));
        try {
            // Each its own registry: it would keep what another one has given the same $id.
            Schema compiled = registry(_ -> false).getSchema(schema);
            compiled.initializeValidators();
            return new DataSchema(json, compiled);
        } catch (SchemaException e) {
            throw new IllegalArgumentException("schema: " + SafeText.of(message(e)), e);
        }
    }

    private static SchemaRegistry registry(Predicate<String> mayLoad) {
        return SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                builder ->
                        builder.schemaRegistryConfig(
                                        SchemaRegistryConfig.builder()
                                                .regularExpressionFactory(LinearPattern::read)
                                                .build())
                                .schemaLoader(loader ->
                                        loader.allow(address -> mayLoad.test(address.toString()))));
    }

    /** As it was written, compact. */
    public String json() {
        return json;
    }

    /**
     * What is wrong with data, at most {@link #MISMATCHES_MAX} of it, each with a JSON Pointer into
     * the data; empty if it is as it must be. It names members and never values. Data that costs
     * more to check than a limit is not as it must be.
     */
    public List<String> mismatches(JsonNode data) {
        return mismatches(schema, data);
    }

    private static List<String> mismatches(Schema schema, JsonNode data) {
        try {
            return schema
                    .validate(
                            new FewErrors(), data, OutputFormat.DEFAULT, (ExecutionContext _) -> {})
                    .stream()
                    .map(DataSchema::mismatch)
                    .toList();
        } catch (ValidationLimitExceededException e) {
            return List.of(
                    "its check was given up after %d %s"
                            .formatted(
                                    e.getLimit(),
                                    switch (e.getLimitKind()) {
                                        case EVALUATION_STEPS -> "steps";
                                        case EVALUATION_DEPTH -> "schemas within each other";
                                    }));
        } catch (SchemaException e) {
            return List.of("it can't be checked: " + SafeText.of(message(e)));
        }
    }

    private static String mismatch(Error error) {
        String pointer = error.getInstanceLocation().toString();
        String text = SafeText.of(error.getMessage());
        return pointer.isEmpty() ? text : SafeText.of(pointer) + " " + text;
    }

    private static String message(SchemaException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void require(boolean rule, String broken) {
        if (!rule) {
            throw new IllegalArgumentException(broken);
        }
    }

    /** Keeps the first few errors: data that is wrong in each of its parts has thousands. */
    private static final class FewErrors extends ExecutionContext {
        FewErrors() {
            super(LIMITS);
        }

        @Override
        public void addError(Error error) {
            if (getErrors().size() < MISMATCHES_MAX) {
                super.addError(error);
            }
        }
    }

    /** Schemas that are written the same are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DataSchema that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
