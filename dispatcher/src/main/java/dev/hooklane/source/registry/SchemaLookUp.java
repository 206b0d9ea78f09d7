package dev.hooklane.source.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.call.Answer;
import dev.hooklane.call.CallFailedException;
import dev.hooklane.event.VisibleText;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One look-up of a schema with all that it refers to, within limits of time, number, depth and
 * size. For one thread.
 */
final class SchemaLookUp {
    static final int REFERENCES_MAX = 100;
    static final int DEPTH_MAX = 20;

    /** Of all texts together. */
    static final int CHARS_MAX = 4 << 20;

    private final Calls calls;
    private final long deadlineNanos;
    private final List<RegisteredSchema.Reference> references = new ArrayList<>();
    private final Set<Subject> seen = new HashSet<>();
    private int chars;

    /** A schema is named by its subject and version, and referred to by a name. */
    private record Subject(String name, String subject, int version) {}

    /** How the registry is asked. */
    @FunctionalInterface
    interface Calls {
        Answer get(String path, Duration atMost) throws CallFailedException;
    }

    /** The registry has no such schema. */
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }

    /** The registry does not say. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }

    SchemaLookUp(Calls calls, long deadlineNanos) {
        this.calls = calls;
        this.deadlineNanos = deadlineNanos;
    }

    /** Returns the names of all subjects. */
    List<String> subjects() throws MissingException, UnavailableException {
        return get("/subjects", "its list of subjects", JsonNode::isArray)
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
    }

    /** Returns the schema of that id. */
    RegisteredSchema schema(int id) throws MissingException, UnavailableException {
        String what = "schema %d".formatted(id);
        return registered(id, get("/schemas/ids/" + id, what), what);
    }

    /** Returns the latest schema of a subject. */
    RegisteredSchema latest(String subject) throws MissingException, UnavailableException {
        String what = "the latest schema of subject " + VisibleText.quoted(subject);
        JsonNode schema = get("/subjects/%s/versions/latest".formatted(inPath(subject)), what);
        return registered(schema.path("id").asInt(0), schema, what);
    }

    private RegisteredSchema registered(int id, JsonNode schema, String what)
            throws MissingException, UnavailableException {
        String type = schema.path("schemaType").asString("");
        SchemaType known =
                SchemaType.named(type)
                        .orElseThrow(() ->
                                new MissingException(
                                        "%s is of the type %s, which is unknown"
                                                .formatted(what, VisibleText.quoted(type))));
        String text = text(schema, what);
        addReferences(schema, what, 1);
        return new RegisteredSchema(id, known, text, references);
    }

    private void addReferences(JsonNode schema, String what, int depth)
            throws MissingException, UnavailableException {
        for (JsonNode each : schema.path("references")) {
            Subject subject =
                    new Subject(
                            each.path("name").asString(""),
                            each.path("subject").asString(""),
                            each.path("version").asInt(0));
            if (!seen.add(subject)) {
                continue;
            }
            if (seen.size() > REFERENCES_MAX || depth > DEPTH_MAX) {
                throw new MissingException(
                        "%s refers to more than %d schemas, or over more than %d levels"
                                .formatted(what, REFERENCES_MAX, DEPTH_MAX));
            }
            String referred =
                    "version %d of subject %s"
                            .formatted(subject.version(), VisibleText.quoted(subject.subject()));
            // A schema that is deleted is still that of records.
            JsonNode found =
                    get(
                            "/subjects/%s/versions/%d?deleted=true"
                                    .formatted(inPath(subject.subject()), subject.version()),
                            "%s refers to %s, which".formatted(what, referred));
            addReferences(found, referred, depth + 1);
            references.add(new RegisteredSchema.Reference(subject.name(), text(found, referred)));
        }
    }

    private static String inPath(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    private String text(JsonNode schema, String what)
            throws MissingException, UnavailableException {
        if (!schema.path("schema").isString()) {
            throw new UnavailableException("gives no schema for " + what);
        }
        String text = schema.path("schema").stringValue();
        chars += text.length();
        if (chars > CHARS_MAX) {
            throw new MissingException(
                    "%s, with all that it refers to, has more than %,d characters"
                            .formatted(what, CHARS_MAX));
        }
        return text;
    }

    private JsonNode get(String path, String what) throws MissingException, UnavailableException {
        return get(path, what, JsonNode::isObject);
    }

    private JsonNode get(String path, String what, Predicate<JsonNode> expected)
            throws MissingException, UnavailableException {
        Answer answer = call(path);
        JsonNode body = json(answer.body());
        if (answer.status() == 200 && expected.test(body)) {
            return body;
        }
        if (answer.status() == 200) {
            throw new UnavailableException("answers with what is not its API's JSON");
        }
        // A proxy, or a wrong URL, answers 404 for everything: that says nothing about a schema.
        int code = body.path("error_code").asInt(0);
        if (answer.status() == 404 && code >= 40_400 && code < 40_500) {
            throw new MissingException(what + " is not there");
        }
        throw new UnavailableException(
                answer.status() == 404
                        ? "answers 404, and not in the words of its API; is its url right?"
                        : "answers %d".formatted(answer.status()));
    }

    private Answer call(String path) throws UnavailableException {
        Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
        if (!left.isPositive()) {
            throw new UnavailableException("gives no answer in time");
        }
        try {
            return calls.get(path, left);
        } catch (CallFailedException e) {
            throw new UnavailableException(VisibleText.excerpt(e));
        }
    }

    private static JsonNode json(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }
}
