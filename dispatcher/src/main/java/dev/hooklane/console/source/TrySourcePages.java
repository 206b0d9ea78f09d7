package dev.hooklane.console.source;

import dev.hooklane.access.Ability;
import dev.hooklane.client.ApiClient.Versioned;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import dev.hooklane.manifest.SourceFile;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a source, shows what it would make of real records, and applies it. */
final class TrySourcePages implements Pages {
    private static final String FORM = "source/try";
    private static final String TRIED = "source/tried";
    private static final String LIMIT_FORM = "[0-9]{1,6}";
    private static final Set<Integer> REFUSED = Set.of(400, 409, 412, 413, 422);
    private static final int CHANGED_MEANWHILE = 412;

    @Override
    public void addTo(PageRoutes routes) {
        routes.get(SourcePages.NONE + "/new", Ability.MANAGE, _ -> form(SourceForm.empty()));
        routes.get(SourcePages.ALL + "/{name}/edit", Ability.MANAGE, TrySourcePages::edit);
        routes.post(SourcePages.NONE + "/try", Ability.MANAGE, TrySourcePages::tryIt);
        routes.post(SourcePages.NONE + "/apply", Ability.MANAGE, TrySourcePages::apply);
    }

    private static Reply form(SourceForm form) {
        return Reply.page(FORM, form);
    }

    private static Reply edit(Visit visit) {
        Versioned found = visit.api().get(SourcePages.apiPath(visit.path("name")));
        return form(
                SourceForm.of(
                        found.json().path("name").asString(),
                        found.version(),
                        SourceFile.text(found.json())));
    }

    private static Reply tryIt(Visit visit) {
        SourceForm form = SourceForm.sent(visit);
        SourceForm answered;
        try {
            answered = form.with(Trial.of(tried(visit, form), form.from()));
        } catch (IllegalArgumentException e) {
            answered = form.refused(String.valueOf(e.getMessage()));
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            answered = form.refused(e.detail());
        }
        if (visit.partial()) {
            return Reply.part(TRIED, answered);
        }
        return answered.problem().isEmpty() ? form(answered) : Reply.refused(FORM, answered);
    }

    private static JsonNode tried(Visit visit, SourceForm form) {
        ObjectNode body = SourceFile.parse(form.text()).trial(form.from());
        if (form.limit().matches(LIMIT_FORM)) {
            body.put("limit", Integer.parseInt(form.limit()));
        } else {
            // The API says what is allowed.
            body.put("limit", form.limit());
        }
        return visit.api().ask(SourcePages.API + "/try", body);
    }

    private static Reply apply(Visit visit) {
        SourceForm form = SourceForm.sent(visit);
        try {
            SourceFile file = SourceFile.parse(form.text());
            boolean isEdited = file.name().equals(form.name());
            visit.api()
                    .put(
                            SourcePages.apiPath(file.name()),
                            file.body(),
                            isEdited ? form.version() : "");
            return Reply.to(SourcePages.path(file.name()));
        } catch (IllegalArgumentException e) {
            return Reply.refused(FORM, form.refused(String.valueOf(e.getMessage())));
        } catch (ApiException e) {
            if (!REFUSED.contains(e.status())) {
                throw e;
            }
            return Reply.refused(
                    FORM,
                    e.status() == CHANGED_MEANWHILE
                            ? overtaken(visit, form)
                            : form.refused(e.detail()));
        }
    }

    private static SourceForm overtaken(Visit visit, SourceForm form) {
        return form.basedOn(visit.api().get(SourcePages.apiPath(form.name())).version())
                .refused(
                        "Someone else changed this source after you opened this page. Your text is"
                                + " shown; apply it again to overwrite theirs.");
    }
}
