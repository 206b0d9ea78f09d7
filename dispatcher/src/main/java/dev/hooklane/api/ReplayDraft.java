package dev.hooklane.api;

import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.replay.Replay;
import dev.hooklane.replay.ReplaySelection;
import dev.hooklane.replay.ReplaySelection.What;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The checked parts of a request for a replay.
 *
 * @param dryRun whether the deliveries are only counted
 */
record ReplayDraft(
        EndpointId endpoint, ReplaySelection selection, int ratePerSecond, boolean dryRun) {
    private static final String RATE = "ratePerSecond";
    private static final Set<String> MADE_OF =
            new TreeSet<>(Set.of("endpoint", "select", RATE, "dryRun"));
    private static final Set<String> SELECTED_BY =
            new LinkedHashSet<>(
                    List.of("status", "missed", "events", "types", "from", "until", "died"));
    private static final Set<String> DIED_BETWEEN = new LinkedHashSet<>(List.of("from", "until"));
    private static final Set<String> CHANGEABLE = Set.of(RATE);

    /**
     * Reads a new replay from a body.
     *
     * @throws ProblemException for the first part that breaks a rule
     */
    static ReplayDraft read(byte[] body, EndpointChecks checks) {
        JsonFields fields = JsonFields.read(body, MADE_OF);
        String endpoint = fields.required("endpoint");
        return new ReplayDraft(
                Problem.invalidUnless("endpoint", () -> new EndpointId(endpoint)),
                selection(fields.object("select", SELECTED_BY), checks),
                fields.has(RATE) ? rate(fields) : Replay.DEFAULT_RATE,
                fields.has("dryRun") && fields.flag("dryRun"));
    }

    /** Reads the new rate from a body, the only thing that can be changed. */
    static int changedRate(byte[] body) {
        return rate(JsonFields.read(body, CHANGEABLE));
    }

    private static int rate(JsonFields fields) {
        int rate = fields.wholeNumber(RATE);
        if (rate < 1 || rate > Replay.RATE_MAX) {
            throw Problem.invalid(
                    RATE, "%s is %d; 1 to %d are allowed".formatted(RATE, rate, Replay.RATE_MAX));
        }
        return rate;
    }

    private static ReplaySelection selection(JsonFields fields, EndpointChecks checks) {
        What what = what(fields);
        Optional<EventSelection> types =
                fields.texts("types").map(patterns -> types(patterns, checks));
        Optional<Instant> from = time(fields, "from");
        Optional<Instant> until = time(fields, "until");
        Optional<ReplaySelection.Died> died =
                fields.has("died")
                        ? Optional.of(died(fields.object("died", DIED_BETWEEN)))
                        : Optional.empty();
        return Problem.invalidUnless(
                died.isPresent() ? "select.died" : "select.until",
                () -> new ReplaySelection(what, types, from, until, died));
    }

    private static ReplaySelection.Died died(JsonFields fields) {
        Instant from = diedTime(fields, "from");
        Instant until = diedTime(fields, "until");
        return Problem.invalidUnless("select.died", () -> new ReplaySelection.Died(from, until));
    }

    private static Instant diedTime(JsonFields fields, String name) {
        String text = fields.required(name);
        return Problem.invalidUnless(
                "select.died." + name, () -> Parameters.instant("died." + name, text));
    }

    /** Reads which deliveries to replay, one of three choices; by default the dead letters. */
    private static What what(JsonFields fields) {
        boolean missed = fields.has("missed") && fields.flag("missed");
        boolean events = fields.has("events") && fields.flag("events");
        Optional<List<String>> statuses = fields.texts("status");
        if (Stream.of(missed, events, statuses.isPresent()).filter(named -> named).count() > 1) {
            throw Problem.invalid(
                    "select", "select has more than one of status, missed and events; name one");
        }
        if (missed) {
            return new What.Missed();
        }
        if (events) {
            return new What.PastEvents();
        }
        return statuses.map(names ->
                        Problem.invalidUnless(
                                "select.status", () -> What.InStatus.named(new TreeSet<>(names))))
                .orElseGet(() -> new What.InStatus(Set.of(DeliveryStatus.Kind.DEAD)));
    }

    private static EventSelection types(List<String> patterns, EndpointChecks checks) {
        if (patterns.isEmpty()) {
            throw Problem.invalid(
                    "select.types", "select.types is empty; leave it out to mean all types");
        }
        List<String> all = checks.types().all().stream().map(each -> each.type().value()).toList();
        return EndpointDraft.eventTypes("select.types", patterns, checks, all);
    }

    private static Optional<Instant> time(JsonFields fields, String name) {
        return fields.text(name)
                .map(text ->
                        Problem.invalidUnless(
                                "select." + name, () -> Parameters.instant(name, text)));
    }
}
