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
import dev.hooklane.event.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The schema for the {@code data} of a type's events: a JSON Schema 2020-12, read once and checked
 * for each event. Immutable; any thread may use it.
 *
 * <p>It never fetches anything, and the cost of a check is bounded for any schema and any data.
 */
public final class DataSchema {
    /** The longest schema, in characters. */
    public static final int JSON_MAX = 64 * 1024;

    /** How many mismatches are reported for one event. */
    public static final int MISMATCHES_MAX = 5;

    private static final int NESTING_MAX = 40;
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/";

    /**
     * Half a million keywords take a tenth of a second, and the largest payload needs that many if
     * each item has one number. A depth of 400 fits into half of a thread's stack.
     */
    private static final ExecutionConfig LIMITS =
            ExecutionConfig.builder()
                    .locale(Locale.ROOT)
                    .maxEvaluationSteps(500_000)
                    .maxEvaluationDepth(256)
                    .build();

    /** The meta-schema that a schema itself must match; the library contains it. */
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
     * @throws IllegalArgumentException if it is not a JSON Schema, refers to another document, or
     *     exceeds a limit; the message names the place in one line
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
            // Each schema has its own registry, because a shared one would confuse schemas with the
            // same $id.
            Schema compiled = registry(_ -> false).getSchema(schema);
            compiled.initializeValidators();
            return new DataSchema(json, compiled);
        } catch (SchemaException e) {
            throw new IllegalArgumentException("schema: " + VisibleText.excerpt(message(e)), e);
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

    /** Returns the schema as it was written, compact. */
    public String json() {
        return json;
    }

    /**
     * Returns up to {@link #MISMATCHES_MAX} mismatches of the data, each with a JSON Pointer into
     * the data; empty if the data is valid. They name members, never values. Data that exceeds a
     * limit of the check is not valid.
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
            return List.of("it can't be checked: " + VisibleText.excerpt(message(e)));
        } catch (JacksonException e) {
            // Bounds of integers are compared as longs.
            return List.of("it has a number that is too large to be checked");
        }
    }

    private static String mismatch(Error error) {
        String pointer = error.getInstanceLocation().toString();
        String text = VisibleText.excerpt(error.getMessage());
        return pointer.isEmpty() ? text : VisibleText.excerpt(pointer) + " " + text;
    }

    private static String message(SchemaException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void require(boolean rule, String broken) {
        if (!rule) {
            throw new IllegalArgumentException(broken);
        }
    }

    /** Keeps only the first few errors, because data that is wrong throughout has thousands. */
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

    /** Two schemas are equal if they are written the same. */
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
