package dev.hooklane.console.help;

import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks why a server does not accept the signature. */
final class SignatureCheck {
    private SignatureCheck() {}

    static List<Finding> of(Facts facts) {
        List<Finding> findings = new ArrayList<>();
        List<SeenAttempt> attempts =
                facts.attempted().stream().flatMap(each -> each.last().stream()).toList();
        long refused = attempts.stream().filter(SeenAttempt::refused).count();
        if (attempts.isEmpty()) {
            findings.add(
                    Finding.plain(
                                    "Nothing was sent recently.",
                                    "A test is sent and signed like any event.")
                            .then("Send a test", facts.page() + "#test-head"));
        } else if (refused == 0) {
            findings.add(
                    Finding.good(
                            "None of the latest requests (%s) was refused with 401 or 403."
                                    .formatted(Texts.count(attempts.size())),
                            "If your server answers a wrong signature with another status, it"
                                    + " does not show here."));
        } else {
            findings.add(
                    Finding.bad(
                                    "Of the latest requests (%s), %s refused with 401 or 403."
                                            .formatted(
                                                    Texts.count(attempts.size()),
                                                    refused == 1
                                                            ? "1 was"
                                                            : Texts.count(refused) + " were"),
                                    "Your server’s signature check fails, or a firewall blocks"
                                            + " the requests.")
                            .then("Send a test", facts.page() + "#test-head"));
        }
        findings.addAll(secrets(facts, attempts));
        findings.add(
                Finding.plain(
                        "Does your server check the raw bytes?",
                        "The most common cause: the body was parsed and serialized again. Ask"
                                + " your framework for the raw body; the code on the webhook’s"
                                + " page shows how."));
        return findings;
    }

    private static List<Finding> secrets(Facts facts, List<SeenAttempt> attempts) {
        List<JsonNode> secrets = facts.endpoint().path("secrets").valueStream().toList();
        List<Finding> findings = new ArrayList<>();
        if (secrets.isEmpty()) {
            return findings;
        }
        Instant newest = Instant.parse(secrets.getFirst().path("createdAt").asString());
        boolean replaced =
                newest.isAfter(Instant.parse(facts.endpoint().path("createdAt").asString()));
        if (replaced && beganAt(newest, attempts)) {
            findings.add(
                    Finding.bad(
                                    "The refusals began after the secret was replaced.",
                                    "Your server seems to know only the old one. Give it the new"
                                            + " one.")
                            .at(newest));
        }
        Optional<Instant> oldUntil =
                secrets.stream()
                        .skip(1)
                        .flatMap(each -> each.path("validUntil").stringValueOpt().stream())
                        .map(Instant::parse)
                        .max(Instant::compareTo);
        if (oldUntil.isPresent()) {
            findings.add(
                    Finding.warn(
                                    "The secret is being rotated; the old one stops signing",
                                    "webhook-signature has a signature for each. The simple"
                                            + " header uses only the new one.")
                            .at(oldUntil.get()));
        } else {
            findings.add(
                    Finding.plain(
                                    replaced
                                            ? "One secret signs. It replaced an earlier one."
                                            : "One secret signs. It was never rotated.",
                                    "Compare its beginning and end with your server’s copy. One"
                                            + " extra space or line break is enough to fail. If"
                                            + " you lost it, rotate it.")
                            .at(newest));
        }
        return findings;
    }

    /**
     * Reports whether the refusals began at this time: a success but no refusal before it, and a
     * refusal after it.
     */
    private static boolean beganAt(Instant when, List<SeenAttempt> attempts) {
        return attempts.stream().anyMatch(each -> each.refused() && each.at().isAfter(when))
                && attempts.stream().noneMatch(each -> each.refused() && each.at().isBefore(when))
                && attempts.stream().anyMatch(each -> each.succeeded() && each.at().isBefore(when));
    }
}
