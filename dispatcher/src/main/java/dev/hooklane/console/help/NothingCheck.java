package dev.hooklane.console.help;

import dev.hooklane.console.view.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks why a server receives nothing. */
final class NothingCheck {
    private static final Set<String> OWN_GROUPS = Set.of("endpoint", "delivery");
    private static final int NAMED_MAX = 5;

    private NothingCheck() {}

    static List<Finding> of(Facts facts) {
        List<Finding> findings = new ArrayList<>(StateCheck.of(facts));
        findings.add(events(facts));
        if (facts.filters()) {
            findings.add(
                    Finding.plain(
                                    "It has a filter.",
                                    "Events whose data does not match are not sent.")
                            .then("View filter", facts.page() + "/edit"));
        }
        if (!facts.statistics().isMissingNode()) {
            findings.add(day(facts));
        }
        latestFailure(facts).ifPresent(findings::add);
        findings.add(test(facts));
        return findings;
    }

    private static Finding events(Facts facts) {
        List<String> types = facts.eventTypes();
        if (types.contains("*")) {
            return Finding.good("It subscribes to all events.", "");
        }
        String named = String.join(", ", types.stream().limit(NAMED_MAX).toList());
        String more =
                types.size() > NAMED_MAX ? " and %d more".formatted(types.size() - NAMED_MAX) : "";
        boolean ownOnly =
                types.stream()
                        .allMatch(type -> OWN_GROUPS.contains(type.replaceFirst("\\..*", "")));
        return ownOnly
                ? Finding.warn(
                                "It subscribes only to events about webhooks: "
                                        + named
                                        + more
                                        + ".",
                                "Events of other groups are not sent here.")
                        .then("Choose events", facts.page() + "/edit")
                : Finding.plain(
                        "It subscribes to " + named + more + ".", "Other events are not sent.");
    }

    private static Finding day(Facts facts) {
        String attempts = Texts.count(facts.attempts(), "request");
        if (facts.attempts() == 0) {
            return Finding.warn(
                            "No request was made in the last 24 hours.",
                            "Either no event that it subscribes to was published, or none could"
                                    + " be sent.")
                    .then("See events", "/events");
        } else if (facts.failed() == facts.attempts()) {
            return Finding.bad(
                    "%s in the last 24 hours, and all failed: %s."
                            .formatted(attempts, facts.failures()),
                    facts.answers()
                            ? "Requests reach your server, but it does not accept them."
                            : "Not all of them got a response.");
        } else if (facts.failed() > 0) {
            return Finding.warn(
                    "%s in the last 24 hours, of which %s failed: %s."
                            .formatted(attempts, Texts.count(facts.failed()), facts.failures()),
                    "The others succeeded.");
        }
        return Finding.good(
                "%s in the last 24 hours, and all succeeded.".formatted(attempts),
                "Your server answered 2xx each time. Check its log, or look for another server"
                        + " behind the same URL.");
    }

    private static Optional<Finding> latestFailure(Facts facts) {
        return facts.attempted().stream()
                .filter(each -> each.last().filter(last -> !last.succeeded()).isPresent())
                .findFirst()
                .flatMap(delivery ->
                        delivery.last()
                                .map(last ->
                                        Finding.bad(
                                                        "The latest failed request %s%s."
                                                                .formatted(
                                                                        last.words(),
                                                                        last.detail().isEmpty()
                                                                                ? ""
                                                                                : ": "
                                                                                        + last
                                                                                                .detail()),
                                                        Advice.of(last))
                                                .at(last.at())
                                                .then("See the delivery", delivery.path())));
    }

    private static Finding test(Facts facts) {
        Optional<SeenAttempt> last = facts.lastTest().flatMap(SeenDelivery::last);
        if (last.isEmpty()) {
            return Finding.plain(
                            "No test was sent recently.",
                            "A test shows at once how your server responds.")
                    .then("Send a test", facts.page() + "#test-head");
        }
        return last.get().succeeded()
                ? Finding.good(
                                "The last test succeeded.",
                                "Requests reach your server. If events don’t arrive, check why"
                                        + " they are missing.")
                        .at(last.get().at())
                : Finding.bad(
                                "The last test failed: it %s.".formatted(last.get().words()),
                                "Send another one after each change.")
                        .at(last.get().at())
                        .then("Send a test", facts.page() + "#test-head");
    }
}
