package dev.hooklane.api;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.run.KnownSources;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/**
 * Changes of sources. They are rare, so they run one at a time, and each sees the one before. Any
 * thread may ask.
 */
final class SourceChanges {
    private final KnownSources known;
    private final SourceLog log;
    private final InstantSource clock;
    private final OneAtATime changes = new OneAtATime();

    SourceChanges(KnownSources known, SourceLog log, InstantSource clock) {
        this.known = known;
        this.log = log;
        this.clock = clock;
    }

    /** Makes a change while no other is made. */
    void alone(Runnable change) {
        changes.run(change);
    }

    /**
     * Changes the source that the request names, and answers with it.
     *
     * @param change makes the next version from the present one and its time
     */
    void change(Context context, BiFunction<Source, Instant, Source> change) {
        change(context, change, after -> json -> SourceJson.write(after, json));
    }

    /** Does the same with an answer of its own. */
    void change(
            Context context,
            BiFunction<Source, Instant, Source> change,
            Function<Source, Consumer<JsonGenerator>> answer) {
        SourceName name = Parameters.sourceName(context);
        Parameters.only(context, Set.of());
        alone(() -> {
            Source before = find(name);
            Source after = change.apply(before, next(Optional.of(before)));
            require(context, name, Optional.of(before));
            if (!after.equals(before)) {
                log.put(after);
            }
            context.header("ETag", tag(after));
            Answers.json(context, 200, answer.apply(after));
        });
    }

    /**
     * Returns a source.
     *
     * @throws ProblemException if there is none of that name
     */
    Source find(SourceName name) {
        return known.index()
                .find(name)
                .orElseThrow(() -> Problem.notFound("there is no source " + name));
    }

    /** Refuses a change unless it is based on the current version. */
    static void require(Context context, SourceName name, Optional<Source> before) {
        String wanted = context.header("If-Match");
        String tag = before.map(SourceChanges::tag).orElse("none");
        if (wanted != null && (before.isEmpty() || !EndpointVersions.names(wanted, tag))) {
            throw Problem.preconditionFailed(
                    "source %s is at version %s, not at %s as If-Match says; read it again"
                            .formatted(name, tag, VisibleText.excerpt(wanted)));
        }
    }

    static String tag(Source source) {
        return "\"%x\"".formatted(source.updatedAt().toEpochMilli());
    }

    /** Returns the time of the next version. It never repeats, whatever the clock says. */
    Instant next(Optional<Source> before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return before.map(Source::updatedAt)
                .map(at -> at.plusMillis(1))
                .filter(now::isBefore)
                .orElse(now);
    }
}
