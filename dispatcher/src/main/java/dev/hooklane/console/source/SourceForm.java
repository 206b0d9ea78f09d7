package dev.hooklane.console.source;

import dev.hooklane.console.page.Visit;
import java.util.Optional;

/**
 * The form in which a source is written, tried and applied.
 *
 * @param name of the source that is edited; empty for a new one
 * @param version of that source, on which the text is based
 * @param text the file that describes the source
 * @param from from which record on it is tried
 * @param limit how many records it is tried on
 * @param problem why the text can't be tried or applied; empty if it can
 * @param trial what it makes of records, if it was tried
 */
public record SourceForm(
        String name,
        String version,
        String text,
        String from,
        String limit,
        String problem,
        Optional<Trial> trial) {
    private static final String FROM = "-1h";
    private static final String LIMIT = "20";

    private static final String EXAMPLE =
            """
            name: orders
            cluster: hooklane
            topics: [shop.orders.v3]
            begin: latest
            owner: team orders
            mapping:
              when: value.status == "PAID"
              account: value.customer
              type: "'order.paid'"
              data:
                orderId: value.order
                total: value.total
            """;

    /** Returns the form for a new source. */
    static SourceForm empty() {
        return of("", "", EXAMPLE);
    }

    static SourceForm of(String name, String version, String text) {
        return new SourceForm(name, version, text, FROM, LIMIT, "", Optional.empty());
    }

    static SourceForm sent(Visit visit) {
        return new SourceForm(
                visit.form("name"),
                visit.form("version"),
                // Not stripped: a YAML text may begin with blanks.
                visit.forms("text").stream().findFirst().orElse(""),
                visit.form("from"),
                visit.form("limit"),
                "",
                Optional.empty());
    }

    SourceForm refused(String why) {
        return new SourceForm(name, version, text, from, limit, why, Optional.empty());
    }

    SourceForm with(Trial tried) {
        return new SourceForm(name, version, text, from, limit, "", Optional.of(tried));
    }

    SourceForm basedOn(String other) {
        return new SourceForm(name, other, text, from, limit, problem, trial);
    }

    /** Reports whether it is for a source that exists already. */
    public boolean edits() {
        return !name.isEmpty();
    }

    /** Returns the path of the page behind it. */
    public String back() {
        return edits() ? SourcePages.path(name) : SourcePages.ALL;
    }
}
