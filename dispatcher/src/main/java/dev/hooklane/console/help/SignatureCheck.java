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
                                    "Nothing was sent of late.",
                                    "A test goes the same way as events, with the same signatures.")
                            .then("Send a test", facts.page() + "#test-head"));
        } else if (refused == 0) {
            findings.add(
                    Finding.good(
                            "Of the latest requests, %s in all, none was refused with 401 or 403."
                                    .formatted(Texts.count(attempts.size())),
                            "If your server notices a wrong signature and answers something else,"
                                    + " it can’t be seen from here."));
        } else {
            findings.add(
                    Finding.bad(
                                    "Of the latest requests, %s in all, %s refused with 401 or 403."
                                            .formatted(
                                                    Texts.count(attempts.size()),
                                                    refused == 1
                                                            ? "1 was"
                                                            : Texts.count(refused) + " were"),
                                    "Your server’s check says no, or a firewall stands before it.")
                            .then("Send a test", facts.page() + "#test-head"));
        }
        findings.addAll(secrets(facts, attempts));
        findings.add(
                Finding.plain(
                        "Does it check the bytes that came?",
                        "The most frequent cause: the body was parsed and written again. Ask your"
                                + " framework for the raw body; the code on the webhook’s page says"
                                + " how."));
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
                                    "Your server seems to know the old one alone: give it the new"
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
                                    "The secret is being replaced; the old one still signs until"
                                            + " then.",
                                    "webhook-signature has a signature of each. The simple header"
                                            + " is of the new one alone.")
                            .at(oldUntil.get()));
        } else {
            findings.add(
                    Finding.plain(
                                    replaced
                                            ? "One secret signs; it replaced another."
                                            : "One secret signs, the first one.",
                                    "Compare its beginning and end with what your server has; a"
                                            + " blank or line break more is enough to fail. If it is"
                                            + " lost, rotate it.")
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
