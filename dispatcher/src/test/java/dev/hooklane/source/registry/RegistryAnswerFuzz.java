package dev.hooklane.source.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.call.Answer;
import dev.hooklane.fuzz.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers of a schema registry, a line each, with its status in front unless that is 200: what was
 * looked up is within limits, or missing or unavailable in one line; and a registry can't send us
 * anywhere else than to its subjects.
 */
final class RegistryAnswerFuzz {
    private static final Pattern WITH_STATUS = Pattern.compile("([1-5][0-9]{2}) (.*)");
    private static final Pattern OF_ITS_API =
            Pattern.compile(
                    "/subjects|/schemas/ids/7"
                            + "|/subjects/[A-Za-z0-9.*_%-]*/versions/(latest|-?[0-9]+\\?deleted=true)");
    private static final int REASON_MAX = 500;

    private RegistryAnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = new String(input, UTF_8).lines().toList();
        if (lines.isEmpty()) {
            return;
        }
        lookedUp(new Played(lines), lookUp -> check(lookUp.schema(7)));
        lookedUp(new Played(lines), lookUp -> check(lookUp.latest(lines.getLast())));
        lookedUp(new Played(lines), SchemaLookUp::subjects);
    }

    private interface LookUp {
        Object of(SchemaLookUp lookUp)
                throws SchemaLookUp.MissingException, SchemaLookUp.UnavailableException;
    }

    private static void lookedUp(Played registry, LookUp lookUp) {
        long soon = System.nanoTime() + Duration.ofHours(1).toNanos();
        try {
            lookUp.of(new SchemaLookUp(registry::get, soon));
        } catch (SchemaLookUp.MissingException | SchemaLookUp.UnavailableException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.length() > REASON_MAX || reason.chars().anyMatch(c -> c < ' ')) {
                throw new AssertionError("not a line: " + reason, e);
            }
        }
        if (registry.asked > SchemaLookUp.REFERENCES_MAX + 1) {
            throw new AssertionError("it asked %d times".formatted(registry.asked));
        }
    }

    private static RegisteredSchema check(RegisteredSchema schema) {
        if (schema.references().size() > SchemaLookUp.REFERENCES_MAX
                || schema.chars() > SchemaLookUp.CHARS_MAX) {
            throw new AssertionError(
                    "%d references, %d characters"
                            .formatted(schema.references().size(), schema.chars()));
        }
        return schema;
    }

    /** A registry that gives its answers again and again. */
    private static final class Played {
        private final List<String> lines;
        private int asked;

        private Played(List<String> lines) {
            this.lines = lines;
        }

        private Answer get(String path, Duration atMost) {
            if (!OF_ITS_API.matcher(path).matches()) {
                throw new AssertionError("not a path of its API: " + path);
            }
            Promise.isKept(path, URI.create("http://registry" + path).toString().substring(15));
            String line = lines.get(asked++ % lines.size());
            Matcher matcher = WITH_STATUS.matcher(line);
            return matcher.matches()
                    ? new Answer(
                            Integer.parseInt(matcher.group(1)),
                            "application/json",
                            matcher.group(2))
                    : new Answer(200, "application/json", line);
        }
    }
}
