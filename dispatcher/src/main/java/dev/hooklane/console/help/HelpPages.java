package dev.hooklane.console.help;

import dev.hooklane.access.Ability;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.Reply;
import dev.hooklane.console.page.Visit;
import java.util.List;

/** Help with one endpoint, by symptom: within its page, or as a page of its own. */
public final class HelpPages implements Pages {
    @Override
    public void addTo(PageRoutes routes) {
        routes.get("/webhooks/{id}/help", Ability.VIEW, HelpPages::help);
    }

    private static Reply help(Visit visit) {
        Symptom symptom = Symptom.of(visit.query("symptom").orElse("")).orElse(Symptom.NOTHING);
        Facts facts = Facts.of(visit.api(), visit.path("id"));
        List<Finding> findings =
                switch (symptom) {
                    case NOTHING -> NothingCheck.of(facts);
                    case SIGNATURE -> SignatureCheck.of(facts);
                    case LATE -> LateCheck.of(facts);
                    case MISSING -> MissingCheck.of(facts, visit.api());
                };
        Help help = new Help(symptom, facts.page(), findings);
        return visit.partial() ? Reply.part("help/panel", help) : Reply.page("help/page", help);
    }
}
