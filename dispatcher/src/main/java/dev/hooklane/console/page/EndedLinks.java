package dev.hooklane.console.page;

import dev.hooklane.access.LinkEnd;
import dev.hooklane.console.view.Icon;
import dev.hooklane.console.view.ShownProblem;
import java.util.Arrays;

/** Explains to a customer why a portal link, or the session that it opened, lets nobody in. */
final class EndedLinks {
    private static final String AGAIN =
            " Go back to where you came from, and open the page again from there.";

    private EndedLinks() {}

    /**
     * Explains a reason.
     *
     * @param reason as the API names it; any other counts as the link's time being over
     */
    static ShownProblem of(String reason) {
        return of(
                Arrays.stream(LinkEnd.values())
                        .filter(end -> end.wireName().equals(reason))
                        .findFirst()
                        .orElse(LinkEnd.EXPIRED));
    }

    private static ShownProblem of(LinkEnd end) {
        return switch (end) {
            case USED ->
                    problem(
                            401,
                            "This link has been used",
                            "For your safety, a link opens this page only once." + AGAIN);
            case EXPIRED ->
                    problem(
                            401,
                            "This link has expired",
                            "Links to this page are valid for a short time." + AGAIN);
            case REVOKED ->
                    problem(
                            401,
                            "This link was revoked",
                            "Somebody has ended it. Ask whoever gave it to you for a new one.");
            case MAKER ->
                    problem(
                            401,
                            "This link has ended",
                            "The key that made it is no longer valid. Ask whoever gave you the link"
                                    + " for a new one.");
            case ERASED ->
                    problem(
                            401,
                            "This link has ended",
                            "The account that it was made for was erased.");
            case FORMER ->
                    problem(
                            410,
                            "This link is of an earlier kind",
                            "Links have changed for your safety, so this one can’t be opened any"
                                    + " more."
                                    + AGAIN);
            case UNKNOWN ->
                    problem(
                            401,
                            "This link is not valid",
                            "Check that the address was copied whole, or ask whoever gave you the"
                                    + " link for a new one.");
        };
    }

    private static ShownProblem problem(int status, String title, String detail) {
        return ShownProblem.of(status, Icon.LOCK, title, detail);
    }
}
