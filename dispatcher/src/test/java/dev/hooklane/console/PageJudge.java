package dev.hooklane.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Judges whether a page in a browser is readable by all and within its width. */
final class PageJudge {
    /** Every page that there is, and each of its states. */
    static final List<String> PAGES =
            List.of(
                    "/webhooks",
                    "/webhooks?account=acct_1&state=paused",
                    "/webhooks/new",
                    "/webhooks/ep_1",
                    "/webhooks/ep_1/edit",
                    "/webhooks/ep_1/access",
                    "/webhooks/ep_2",
                    "/webhooks/ep_nowhere",
                    "/deliveries",
                    "/deliveries?account=acct_1",
                    "/deliveries?account=acct_1&status=dead&from=2026-01-01T00:00",
                    "/deliveries/" + SampleDeliveries.DEAD,
                    "/deliveries/" + SampleDeliveries.WAITING,
                    "/events",
                    "/events/" + SampleDeliveries.EVENT,
                    "/events/evt_bad",
                    "/replays",
                    "/replays/new",
                    "/replays/new?account=acct_1&what=missed",
                    "/replays/rpl_1",
                    "/replays/rpl_2",
                    "/replays/rpl_3",
                    "/accounts",
                    "/accounts?search=nobody",
                    "/overview",
                    "/overview?account=acct_1",
                    "/event-types",
                    "/event-types/message.created",
                    "/docs",
                    "/dead-letters",
                    "/waiting",
                    "/lanes",
                    "/rejected",
                    "/rejected/3@17",
                    "/sources",
                    "/sources/orders",
                    "/sources/paused",
                    "/sources/-/new",
                    "/sources/orders/edit",
                    "/keys",
                    "/links",
                    "/links?state=used",
                    "/links/new",
                    "/portal",
                    "/keys/new",
                    "/audit",
                    "/nowhere");

    private final Chromium chromium;
    private final String axe;

    PageJudge(Chromium chromium) {
        this.chromium = chromium;
        try (InputStream script = PageJudge.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds to the list what is wrong with the page that is open. */
    void addProblems(String page, List<String> wrong) {
        int over =
                chromium.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                        .asInt();
        if (over > 0) {
            wrong.add("%s: %d px too wide".formatted(page, over));
        }
        addViolations(
                page,
                "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']",
                wrong);
    }

    /** Adds what is wrong with the page's colours: the one thing that a theme changes. */
    void addProblemsOfColours(String page, List<String> wrong) {
        addViolations(
                page, "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}", wrong);
    }

    private void addViolations(String page, String rules, List<String> wrong) {
        chromium.complaints().forEach(complaint -> wrong.add(page + ": " + complaint));
        if (!chromium.evaluate("'axe' in window").asBoolean()) {
            chromium.evaluate(axe + "; 0");
        }
        JsonNode violations =
                chromium.evaluate(
                        """
                        axe.run(document, {runOnly: %s, resultTypes: ['violations'], selectors: false})
                          .then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
                            rule.id + ' ' + node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? ''))))
                        """
                                .formatted(rules));
        violations.forEach(violation -> wrong.add(page + ": " + violation.asString()));
    }
}
