package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.event.EventType;
import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The catalogue of event types. Any caller may read it; operators may change it. */
final class EventTypeRoutes implements Routes {
    /** Each entry may have a schema and an example of 64 KiB. */
    private static final int PAGE_MAX = 500;

    private final Catalogue catalogue;
    private final EventTypeLog log;
    private final InstantSource clock;

    EventTypeRoutes(Catalogue catalogue, EventTypeLog log, InstantSource clock) {
        this.catalogue = catalogue;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/event-types", this::list, RouteAccess.ANYONE);
        routes.get("/v1/event-types/{name}", this::read, RouteAccess.ANYONE);
        routes.put("/v1/event-types/{name}", this::put, RouteAccess.OPERATE);
        routes.delete("/v1/event-types/{name}", this::delete, RouteAccess.OPERATE);
        routes.post("/v1/event-types/{name}/archive", this::archive, RouteAccess.OPERATE);
        routes.post("/v1/event-types/{name}/restore", this::restore, RouteAccess.OPERATE);
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("archived", "cursor", "limit"));
        Optional<Boolean> archived =
                Parameters.choice(context, "archived", List.of("true", "false"))
                        .map(Boolean::parseBoolean);
        ListPage<CatalogueType> page =
                ListPage.of(
                        catalogue.all().stream()
                                .filter(each ->
                                        archived.map(wanted -> wanted == each.isArchived())
                                                .orElse(true)),
                        each -> each.type().value(),
                        Cursor.read(context),
                        Parameters.limit(context, PAGE_MAX));
        ListAnswer.send(
                context,
                "eventTypes",
                page.items(),
                (type, json) -> EventTypeJson.write(type, catalogue, json),
                page.next());
    }

    private void read(Context context) {
        CatalogueType type = find(Parameters.typeName(context));
        context.header("ETag", tag(type));
        if (EndpointVersions.names(context.header("If-None-Match"), tag(type))) {
            Answers.empty(context, 304);
            return;
        }
        Answers.json(context, 200, json -> EventTypeJson.write(type, catalogue, json));
    }

    private void put(Context context) throws IOException {
        EventType name = Parameters.typeName(context);
        JsonFields fields = JsonFields.read(Bodies.read(context), EventTypeDraft.FIELDS);
        EventTypeDraft draft = EventTypeDraft.read(name, fields);
        Audit.fields(context, fields.names());
        log.alone(() -> {
            Optional<CatalogueType> before = catalogue.find(name);
            if (before.isEmpty()) {
                EventTypeDraft.requireRoom(name, catalogue);
            }
            CatalogueType after = draft.over(before, EventTypeDraft.next(before, clock));
            require(context, name, before);
            write(context, before.isEmpty() ? 201 : 200, after);
        });
    }

    private void archive(Context context) {
        EventType name = Parameters.typeName(context);
        change(context, name, (type, now) -> EventTypeDraft.archived(type, true, now));
    }

    private void restore(Context context) {
        change(
                context,
                Parameters.typeName(context),
                (type, now) -> EventTypeDraft.archived(type, false, now));
    }

    private void change(
            Context context,
            EventType name,
            BiFunction<CatalogueType, Instant, CatalogueType> change) {
        Parameters.only(context, Set.of());
        log.alone(() -> {
            CatalogueType before = find(name);
            CatalogueType after =
                    change.apply(before, EventTypeDraft.next(Optional.of(before), clock));
            require(context, name, Optional.of(before));
            if (after.equals(before)) {
                answer(context, 200, after);
            } else {
                write(context, 200, after);
            }
        });
    }

    private void delete(Context context) {
        EventType name = Parameters.typeName(context);
        log.alone(() -> {
            CatalogueType before = find(name);
            catalogue
                    .fixedBy(name)
                    .ifPresent(source -> {
                        throw Problem.conflict(
                                ProblemCode.BUILT_IN_TYPE,
                                "event type %s %s and can't be deleted; it can be archived"
                                        .formatted(name, source.words()));
                    });
            if (!before.isArchived()) {
                throw Problem.conflict(
                        ProblemCode.TYPE_IN_USE,
                        "event type %s is in use; archive it before it is deleted".formatted(name));
            }
            require(context, name, Optional.of(before));
            log.remove(name);
            Answers.empty(context, 204);
        });
    }

    private void write(Context context, int status, CatalogueType type) {
        log.put(type);
        answer(context, status, type);
    }

    private void answer(Context context, int status, CatalogueType type) {
        context.header("ETag", tag(type));
        Answers.json(context, status, json -> EventTypeJson.write(type, catalogue, json));
    }

    private CatalogueType find(EventType name) {
        return catalogue
                .find(name)
                .orElseThrow(() -> Problem.notFound("there is no event type " + name));
    }

    /**
     * Refuses a change unless it is based on the current version. Must follow every other check of
     * the request: an error in the request itself takes precedence over its version (RFC 9110,
     * 13.2.1).
     */
    private static void require(Context context, EventType name, Optional<CatalogueType> before) {
        String wanted = context.header("If-Match");
        String tag = before.map(EventTypeRoutes::tag).orElse("none");
        if (wanted != null && (before.isEmpty() || !EndpointVersions.names(wanted, tag))) {
            throw Problem.preconditionFailed(
                    "event type %s is at version %s, not at %s as If-Match says; read it again"
                            .formatted(name, tag, VisibleText.excerpt(wanted)));
        }
    }

    private static String tag(CatalogueType type) {
        return "\"%x\"".formatted(type.updatedAt().map(Instant::toEpochMilli).orElse(0L));
    }
}
