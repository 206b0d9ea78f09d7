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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sources: which topics become events, and how. For operators. */
final class SourceRoutes implements Routes {
    static final String TRY = "/v1/sources/try";
    private static final String NAME = "name";
    private static final String SEARCH = "search";
    private static final String PROGRESS = "progress";
    private static final String FROM = "from";
    private static final String LIMIT = "limit";
    private static final int TRIED_BY_DEFAULT = 20;
    private static final int BUSY_RETRY_SECONDS = 5;

    private final SourceParts parts;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private final SourceChanges changes;

    SourceRoutes(SourceParts parts, Catalogue catalogue, InstantSource clock) {
        this.parts = parts;
        this.catalogue = catalogue;
        this.clock = clock;
        changes = new SourceChanges(parts.known(), parts.log(), clock);
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
        new SourceRewindRoutes(changes, parts.rewinds(), clock).addTo(routes);
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
        Source source = changes.find(Parameters.sourceName(context));
        context.header("ETag", SourceChanges.tag(source));
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
        changes.alone(() -> {
            Optional<Source> before = parts.known().index().find(name);
            if (before.isEmpty() && parts.known().index().size() >= Source.SOURCES_MAX) {
                throw Problem.conflict(
                        ProblemCode.SOURCES_FULL,
                        "source %s can't be added: there are %d sources, which is the limit"
                                .formatted(name, Source.SOURCES_MAX));
            }
            Source after = draft.over(name, before, changes.next(before));
            SourceChanges.require(context, name, before);
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
        changes.change(
                context, (source, now) -> source.paused() ? source : source.paused(true, now));
    }

    private void resume(Context context) {
        changes.change(
                context, (source, now) -> source.paused() ? source.paused(false, now) : source);
    }

    private void delete(Context context) {
        SourceName name = Parameters.sourceName(context);
        changes.alone(() -> {
            SourceChanges.require(context, name, Optional.of(changes.find(name)));
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
        context.header("ETag", SourceChanges.tag(source));
        Answers.json(context, status, json -> SourceJson.write(source, json));
    }
}
