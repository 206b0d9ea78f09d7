package dev.hooklane.api;

import dev.hooklane.eraser.Eraser;
import dev.hooklane.eraser.Remains;
import dev.hooklane.erasure.ErasedPlace;
import dev.hooklane.erasure.Erasure;
import dev.hooklane.erasure.ErasureId;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Erases an account or one of its events, and reports the progress. */
final class ErasureRoutes implements Routes {
    private final Eraser eraser;

    ErasureRoutes(Eraser eraser) {
        this.eraser = eraser;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/erasures", this::start, RouteAccess.OPERATE);
        routes.get("/v1/erasures", this::list, RouteAccess.OPERATE);
        routes.get("/v1/erasures/{id}", this::read, RouteAccess.OPERATE);
    }

    private void start(Context context) throws IOException {
        JsonFields fields = JsonFields.read(Bodies.read(context), ErasureDraft.FIELDS);
        ErasureDraft draft = ErasureDraft.read(fields);
        Audit.account(context, Optional.of(draft.account()));
        Audit.fields(context, fields.names());
        Erasure erasure = eraser.erase(draft.account(), draft.event());
        Audit.target(context, erasure.id().value());
        context.header("Location", "/v1/erasures/" + erasure.id());
        Answers.json(context, 202, json -> write(erasure, json));
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("account", "cursor", "limit"));
        int limit = Parameters.limit(context);
        Optional<AccountId> account = Parameters.account(context);
        ListPage<Erasure> page =
                ListPage.of(
                        eraser.erasures().all().stream()
                                .filter(each -> account.map(each.account()::equals).orElse(true)),
                        each -> ListPage.newestFirst(each.erasedAt(), each.id().value()),
                        Cursor.read(context),
                        limit);
        ListAnswer.send(context, "erasures", page.items(), ErasureRoutes::write, page.next());
    }

    private void read(Context context) {
        ErasureId id = Parameters.erasureId(context);
        Erasure erasure =
                eraser.erasures()
                        .find(id)
                        .orElseThrow(() ->
                                Problem.notFound(
                                        "there is no erasure %s; an erasure is listed only until the last copy of its data is gone"
                                                .formatted(id)));
        Answers.json(context, 200, json -> write(erasure, json));
    }

    private static void write(Erasure erasure, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", erasure.id().value());
        json.writeStringProperty("account", erasure.account().value());
        json.writeStringProperty("event", erasure.event().map(EventId::value).orElse(null));
        json.writeStringProperty("state", erasure.isDone() ? "done" : "running");
        json.writeStringProperty("erasedAt", erasure.erasedAt().toString());
        json.writeStringProperty("doneAt", erasure.doneAt().map(Instant::toString).orElse(null));
        json.writeName("places");
        json.writeStartArray();
        erasure.places().forEach(place -> write(place, json));
        json.writeEndArray();
        json.writeName("remains");
        json.writeStartArray();
        for (Remains remains : Remains.ALL) {
            json.writeStartObject();
            json.writeStringProperty("place", remains.place());
            json.writeStringProperty("what", remains.what());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(ErasedPlace place, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("place", place.place());
        json.writeNumberProperty("removed", place.removed());
        json.writeBooleanProperty("done", place.done());
        json.writeStringProperty("goneBy", place.goneBy().map(Instant::toString).orElse(null));
        if (!place.problem().isEmpty()) {
            json.writeStringProperty("problem", place.problem());
        }
        json.writeEndObject();
    }
}
