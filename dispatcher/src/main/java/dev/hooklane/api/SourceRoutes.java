package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.event.Event;
import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.run.SourceLag;
import dev.hooklane.source.run.SourceTrial;
import dev.hooklane.source.run.TopicsUnreadableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/** The sources: which topics become events, and how. For operators. */
final class SourceRoutes implements Routes {
    static final String TRY = "/v1/sources/try";
    private static final String NAME = "name";
    private static final String SEARCH = "search";
    private static final String PROGRESS = "progress";
    private static final String FROM = "from";
    private static final String LIMIT = "limit";
    private static final String TO = "to";
    private static final int TRIED_BY_DEFAULT = 20;
    private static final int BUSY_RETRY_SECONDS = 5;

    private final SourceParts parts;
    private final Catalogue catalogue;
    private final InstantSource clock;

    /** Changes are rare, so they run one at a time and each sees the one before. */
    private final Lock oneAtATime = new ReentrantLock();

    SourceRoutes(SourceParts parts, Catalogue catalogue, InstantSource clock) {
        this.parts = parts;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/sources", this::list, RouteAccess.OPERATE);
        routes.post(TRY, this::tryIt, RouteAccess.OPERATE);
        routes.get("/v1/sources/{name}", this::read, RouteAccess.OPERATE);
        routes.put("/v1/sources/{name}", this::put, RouteAccess.OPERATE);
        routes.delete("/v1/sources/{name}", this::delete, RouteAccess.OPERATE);
        routes.post("/v1/sources/{name}/pause", this::pause, RouteAccess.OPERATE);
        routes.post("/v1/sources/{name}/resume", this::resume, RouteAccess.OPERATE);
        routes.post("/v1/sources/{name}/rewind", this::rewind, RouteAccess.OPERATE);
    }

    private void list(Context context) {
        Parameters.only(context, Set.of(SEARCH, PROGRESS, "cursor", LIMIT));
        String searched = Optional.ofNullable(context.queryParam(SEARCH)).orElse("").strip();
        boolean withProgress =
                Parameters.choice(context, PROGRESS, List.of("true", "false"))
                        .map(Boolean::parseBoolean)
                        .orElse(false);
        ListPage<Source> page =
                ListPage.of(
                        parts.known().index().all().stream()
                                .filter(each -> each.name().value().contains(searched)),
                        each -> each.name().value(),
                        Cursor.read(context),
                        Parameters.limit(context));
        if (withProgress) {
            Instant now = clock.instant();
            ListAnswer.send(
                    context,
                    "sources",
                    parts.lag().of(page.items()),
                    (each, json) ->
                            SourceJson.writeSummed(
                                    each, parts.known().whyNotRead(each.source()), now, json),
                    page.next());
        } else {
            ListAnswer.send(context, "sources", page.items(), SourceJson::write, page.next());
        }
    }

    private void read(Context context) {
        Source source = find(Parameters.sourceName(context));
        context.header("ETag", tag(source));
        SourceLag.Report report = parts.lag().of(source);
        Answers.json(
                context,
                200,
                json ->
                        SourceJson.write(
                                report, parts.known().whyNotRead(source), clock.instant(), json));
    }

    private void put(Context context) throws IOException {
        SourceName name = Parameters.sourceName(context);
        JsonFields fields = JsonFields.exact(Bodies.read(context), SourceDraft.FIELDS);
        SourceDraft draft = SourceDraft.read(fields, parts.allowed(), clock.instant());
        Audit.fields(context, fields.names());
        alone(() -> {
            Optional<Source> before = parts.known().index().find(name);
            if (before.isEmpty() && parts.known().index().size() >= Source.SOURCES_MAX) {
                throw Problem.conflict(
                        ProblemCode.SOURCES_FULL,
                        "source %s can't be added: there are %d sources, which is the limit"
                                .formatted(name, Source.SOURCES_MAX));
            }
            Source after = draft.over(name, before, next(before));
            require(context, name, before);
            if (before.isPresent() && isSame(before.get(), after)) {
                answer(context, 200, before.get());
            } else {
                write(context, before.isEmpty() ? 201 : 200, after);
            }
        });
    }

    /** Reports whether nothing but the time of the change would change. */
    private static boolean isSame(Source before, Source after) {
        return before.equals(after.paused(after.paused(), before.updatedAt()));
    }

    private void pause(Context context) {
        change(context, (source, now) -> source.paused() ? source : source.paused(true, now));
    }

    private void resume(Context context) {
        change(context, (source, now) -> source.paused() ? source.paused(false, now) : source);
    }

    private void rewind(Context context) throws IOException {
        JsonFields fields = JsonFields.read(Bodies.read(context), Set.of(TO));
        String text = fields.required(TO);
        SourceBegin to = Problem.invalidUnless(TO, () -> SourceBegin.parse(text, clock.instant()));
        Audit.fields(context, fields.names());
        change(context, (source, now) -> source.rewound(to, now));
    }

    private void change(Context context, BiFunction<Source, Instant, Source> change) {
        SourceName name = Parameters.sourceName(context);
        Parameters.only(context, Set.of());
        alone(() -> {
            Source before = find(name);
            Source after = change.apply(before, next(Optional.of(before)));
            require(context, name, Optional.of(before));
            if (after.equals(before)) {
                answer(context, 200, after);
            } else {
                write(context, 200, after);
            }
        });
    }

    private void delete(Context context) {
        SourceName name = Parameters.sourceName(context);
        alone(() -> {
            require(context, name, Optional.of(find(name)));
            parts.log().remove(name);
            Answers.empty(context, 204);
        });
    }

    private void tryIt(Context context) throws IOException {
        Set<String> known = new TreeSet<>(SourceDraft.FIELDS);
        known.addAll(Set.of(NAME, FROM, LIMIT));
        JsonFields fields = JsonFields.exact(Bodies.read(context), known);
        String named = fields.required(NAME);
        // The ids of events are derived from it.
        SourceName name = Problem.invalidUnless(NAME, () -> new SourceName(named));
        Instant now = clock.instant();
        SourceDraft draft = SourceDraft.read(fields, parts.allowed(), now);
        SourceBegin from =
                Problem.invalidUnless(
                        FROM, () -> SourceBegin.parse(fields.text(FROM).orElse("-1h"), now));
        Source source = draft.over(name, Optional.empty(), now);
        List<SourceTrial.Tried> tried = tried(source, from, limit(fields));
        ListAnswer.send(
                context,
                "records",
                tried,
                (each, json) -> SourceJson.write(each, this::isKnown, json),
                Optional.empty());
    }

    private static int limit(JsonFields fields) {
        int limit = fields.has(LIMIT) ? fields.wholeNumber(LIMIT) : TRIED_BY_DEFAULT;
        if (limit < 1 || limit > SourceTrial.RECORDS_MAX) {
            throw Problem.invalid(
                    LIMIT, "limit %d is not 1 to %d".formatted(limit, SourceTrial.RECORDS_MAX));
        }
        return limit;
    }

    private List<SourceTrial.Tried> tried(Source source, SourceBegin from, int limit) {
        try {
            return parts.trial().run(source, from, limit);
        } catch (SourceTrial.TrialsBusyException e) {
            throw new ProblemException(
                    Problem.unavailable(
                            ProblemCode.BUSY, VisibleText.excerpt(e), BUSY_RETRY_SECONDS));
        } catch (TopicsUnreadableException e) {
            throw Problem.invalid("topics", VisibleText.excerpt(e));
        }
    }

    private boolean isKnown(Event event) {
        return catalogue.find(event.type()).filter(type -> !type.isArchived()).isPresent();
    }

    private void write(Context context, int status, Source source) {
        parts.log().put(source);
        answer(context, status, source);
    }

    private static void answer(Context context, int status, Source source) {
        context.header("ETag", tag(source));
        Answers.json(context, status, json -> SourceJson.write(source, json));
    }

    private void alone(Runnable change) {
        oneAtATime.lock();
        try {
            change.run();
        } finally {
            oneAtATime.unlock();
        }
    }

    private Source find(SourceName name) {
        return parts.known()
                .index()
                .find(name)
                .orElseThrow(() -> Problem.notFound("there is no source " + name));
    }

    /** Refuses a change unless it is based on the current version. */
    private static void require(Context context, SourceName name, Optional<Source> before) {
        String wanted = context.header("If-Match");
        String tag = before.map(SourceRoutes::tag).orElse("none");
        if (wanted != null && (before.isEmpty() || !EndpointVersions.names(wanted, tag))) {
            throw Problem.preconditionFailed(
                    "source %s is at version %s, not at %s as If-Match says; read it again"
                            .formatted(name, tag, VisibleText.excerpt(wanted)));
        }
    }

    private static String tag(Source source) {
        return "\"%x\"".formatted(source.updatedAt().toEpochMilli());
    }

    /** Returns the time of the next version. It never repeats, whatever the clock says. */
    private Instant next(Optional<Source> before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return before.map(Source::updatedAt)
                .map(at -> at.plusMillis(1))
                .filter(now::isBefore)
                .orElse(now);
    }
}
