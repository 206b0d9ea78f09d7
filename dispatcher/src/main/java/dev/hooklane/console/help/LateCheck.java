package dev.hooklane.console.help;

import dev.hooklane.console.view.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks why events arrive late. */
final class LateCheck {
    private static final long SLOW_MS = 5_000;
    private static final Duration PROMPT = Duration.ofSeconds(10);
    private static final int TOO_MANY = 429;
    private static final int FEW_AT_ONCE = 2;

    private LateCheck() {}

    static List<Finding> of(Facts facts) {
        List<Finding> findings = new ArrayList<>();
        if (!facts.enabled()) {
            findings.addAll(StateCheck.of(facts));
        }
        findings.addAll(retries(facts));
        start(facts).ifPresent(findings::add);
        asked(facts).ifPresent(findings::add);
        speed(facts).ifPresent(findings::add);
        findings.addAll(limits(facts));
        return findings;
    }

    private static List<Finding> retries(Facts facts) {
        List<SeenDelivery> latest = facts.latest();
        List<Finding> findings = new ArrayList<>();
        long again = latest.stream().filter(each -> each.attempts() > 1).count();
        List<SeenDelivery> waiting =
                latest.stream()
                        .filter(each -> each.next().isPresent())
                        .sorted(Comparator.comparing(each -> each.next().orElse(Instant.MAX)))
                        .toList();
        if (again > 0) {
            findings.add(
                    Finding.bad(
                                    "%s of the latest %s needed more than one attempt."
                                            .formatted(
                                                    Texts.count(again), Texts.count(latest.size())),
                                    "Each failed attempt adds a wait of minutes, then hours."
                                            + " Find out why first attempts fail.")
                            .then("See deliveries", "/deliveries?endpoint=" + id(facts)));
        } else if (!latest.isEmpty()) {
            findings.add(
                    Finding.good(
                            "None of the latest %s needed more than one attempt."
                                    .formatted(Texts.count(latest.size())),
                            ""));
        }
        if (!waiting.isEmpty()) {
            findings.add(
                    Finding.warn(
                                    "%s for another attempt; the next is due"
                                            .formatted(
                                                    waiting.size() == 1
                                                            ? "1 waits"
                                                            : waiting.size() + " wait"),
                                    "")
                            .at(waiting.getFirst().next().orElse(Instant.EPOCH)));
        }
        return findings;
    }

    /** Checks how long events waited for their first attempt. */
    private static Optional<Finding> start(Facts facts) {
        return facts.latest().stream()
                .filter(each -> each.first() && each.attempts() == 1)
                .flatMap(each ->
                        each.last().stream()
                                .map(last -> Duration.between(each.publishedAt(), last.at())))
                .max(Comparator.naturalOrder())
                .map(longest ->
                        longest.compareTo(PROMPT) < 0
                                ? Finding.good(
                                        "First attempts were made within %s of publishing."
                                                .formatted(
                                                        Texts.millis(
                                                                Math.max(0, longest.toMillis()))),
                                        "")
                                : Finding.warn(
                                        "An event waited %s for its first attempt."
                                                .formatted(
                                                        Texts.seconds(
                                                                longest.toMillis() / 1_000.0)),
                                        "More events arrived than your server accepted, or it"
                                                + " was unreachable for a while. Waiting events"
                                                + " are sent as fast as it accepts them."));
    }

    private static Optional<Finding> asked(Facts facts) {
        long told =
                facts.attempted().stream()
                        .flatMap(each -> each.last().stream())
                        .filter(last -> last.status() == TOO_MANY || last.askedToWait())
                        .count();
        return told == 0
                ? Optional.empty()
                : Optional.of(
                        Finding.warn(
                                "Your server asked to slow down: %s with 429 or Retry-After."
                                        .formatted(
                                                told == 1
                                                        ? "it answered once"
                                                        : "it answered %d times".formatted(told)),
                                "Each is sent again later. Set a rate limit for the webhook that"
                                        + " your server can handle."));
    }

    private static Optional<Finding> speed(Facts facts) {
        if (facts.p95Ms().isEmpty()) {
            return Optional.empty();
        }
        long ms = facts.p95Ms().getAsLong();
        String found = "95 of 100 responses took at most %s.".formatted(Texts.millis(ms));
        return Optional.of(
                ms > SLOW_MS
                        ? Finding.warn(
                                found,
                                "That is slow, so other requests have to wait. Respond first,"
                                        + " and do the work later.")
                        : Finding.good(found, ""));
    }

    private static List<Finding> limits(Facts facts) {
        List<Finding> findings = new ArrayList<>();
        JsonNode endpoint = facts.endpoint();
        String edit = facts.page() + "/edit";
        if (endpoint.path("ordered").asBoolean(false)) {
            findings.add(
                    Finding.warn(
                                    "It keeps events in order.",
                                    "Only one request is made at a time. While one is retried,"
                                            + " all later ones wait.")
                            .then("Change it", edit));
        }
        if (endpoint.path("rateLimit").isObject()) {
            findings.add(
                    Finding.warn(
                                    "It has a rate limit of %s per second."
                                            .formatted(
                                                    endpoint.path("rateLimit")
                                                            .path("perSecond")
                                                            .decimalValue()
                                                            .stripTrailingZeros()
                                                            .toPlainString()),
                                    "If more is published, events wait.")
                            .then("Change it", edit));
        }
        if (endpoint.path("maxInFlight").isNumber()
                && endpoint.path("maxInFlight").asInt() <= FEW_AT_ONCE) {
            findings.add(
                    Finding.warn(
                                    "It accepts only %s at the same time."
                                            .formatted(
                                                    Texts.count(
                                                            endpoint.path("maxInFlight").asLong(),
                                                            "request")),
                                    "")
                            .then("Change it", edit));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("None of its own limits makes events wait.", ""));
        }
        return findings;
    }

    private static String id(Facts facts) {
        return facts.endpoint().path("id").asString();
    }
}
