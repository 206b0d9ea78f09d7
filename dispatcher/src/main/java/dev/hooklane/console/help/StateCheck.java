package dev.hooklane.console.help;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Checks whether deliveries would be sent at all. */
final class StateCheck {
    private StateCheck() {}

    static List<Finding> of(Facts facts) {
        List<Finding> findings = new ArrayList<>();
        switch (facts.state()) {
            case "paused" ->
                    findings.add(
                            Finding.bad(
                                            "It is paused.",
                                            "Nothing is sent. Its events are kept: enable it,"
                                                    + " then replay what it missed.")
                                    .then("Go to the webhook", facts.page()));
            case "disabled" ->
                    findings.add(
                            Finding.bad(
                                            "It is disabled: %s."
                                                    .formatted(
                                                            facts.endpoint()
                                                                    .path("disabledReason")
                                                                    .asString(
                                                                            "no reason is known")),
                                            "Nothing is sent. Its events are kept: fix the"
                                                    + " server, enable the webhook, then replay"
                                                    + " what it missed.")
                                    .then("Go to the webhook", facts.page()));
            default -> findings.add(Finding.good("It is enabled.", ""));
        }
        facts.endpoint()
                .path("failingSince")
                .stringValueOpt()
                .map(Instant::parse)
                .ifPresent(since ->
                        findings.add(
                                Finding.bad(
                                                "Every attempt has failed for a while.",
                                                "If this continues for days, it will be disabled.")
                                        .at(since)));
        return findings;
    }
}
