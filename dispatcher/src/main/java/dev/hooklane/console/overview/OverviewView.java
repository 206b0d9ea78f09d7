package dev.hooklane.console.overview;

import dev.hooklane.client.ApiClient;
import dev.hooklane.console.endpoint.KnownEndpoint;
import dev.hooklane.console.endpoint.KnownEndpoints;
import dev.hooklane.console.endpoint.ShownUrl;
import dev.hooklane.console.view.Badge;
import dev.hooklane.console.view.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An overview as the page shows it.
 *
 * @param seen whose it is, and who looks
 * @param blank whether there is no webhook yet
 * @param now what happens and what waits
 * @param hour the last hour
 * @param day the last day
 * @param due what is due first; empty if nothing waits
 * @param webhooks how many there are in which state
 * @param troubles the worst endpoints
 * @param unfinished how many replays are under way
 * @param parked an account's parked deliveries
 * @param loudest the accounts with the most attempts
 * @param live path of the stream of updates
 */
public record OverviewView(
        Seen seen,
        boolean blank,
        List<Figure> now,
        Period hour,
        Period day,
        Optional<Due> due,
        String webhooks,
        List<Trouble> troubles,
        String unfinished,
        List<Running> replays,
        ParkedView parked,
        List<Loud> loudest,
        String live) {
    public OverviewView {
        now = List.copyOf(now);
        troubles = List.copyOf(troubles);
        replays = List.copyOf(replays);
        loudest = List.copyOf(loudest);
    }

    /**
     * Whose overview it is, and who looks.
     *
     * @param all whether it covers all accounts
     * @param operator whether the visitor may see operators' pages
     * @param mayAdd whether the visitor may add a webhook
     */
    public record Seen(boolean all, boolean operator, boolean mayAdd) {}

    /**
     * One number.
     *
     * @param unit what it is counted in; empty for a count of now
     * @param path of the page that lists what it counts
     */
    public record Figure(String label, String value, String unit, String path) {}

    /**
     * What is due first.
     *
     * @param state how late it is
     */
    public record Due(String what, String path, Instant at, Badge state) {}

    /**
     * An endpoint in trouble.
     *
     * @param account its account; empty if the page is about one
     */
    public record Trouble(ShownUrl url, String path, String account, Badge state, Instant since) {}

    /**
     * A replay that is under way.
     *
     * @param progress how much of it is sent
     */
    public record Running(String host, String path, Badge state, String progress) {}

    /** An account among the loudest. */
    public record Loud(
            String account, String path, String attempts, String failed, String deadLetters) {}

    static OverviewView of(JsonNode json, KnownEndpoints known, Seen seen, String live) {
        JsonNode endpoints = json.path("endpoints");
        long enabled = endpoints.path("enabled").asLong(0);
        long paused = endpoints.path("paused").asLong(0);
        long disabled = endpoints.path("disabled").asLong(0);
        return new OverviewView(
                seen,
                enabled + paused + disabled == 0,
                OverviewFigures.of(json, seen),
                Period.of("Last hour", "in the last hour", json.path("hour")),
                Period.of("Last 24 hours", "in 24 hours", json.path("day")),
                OverviewFigures.due(json, seen),
                "%s enabled, %s failing, %s paused, %s disabled"
                        .formatted(
                                Texts.count(enabled),
                                Texts.count(endpoints.path("failing").asLong(0)),
                                Texts.count(paused),
                                Texts.count(disabled)),
                endpoints
                        .path("inTrouble")
                        .valueStream()
                        .map(each -> trouble(each, known, seen))
                        .filter(each -> !each.path().isEmpty())
                        .toList(),
                Texts.count(json.path("replays").path("unfinished").asLong(0)),
                json.path("replays")
                        .path("newest")
                        .valueStream()
                        .map(each -> running(each, known))
                        .toList(),
                ParkedView.of(json.path("waiting"), known),
                json.path("accounts").valueStream().map(OverviewView::loud).toList(),
                live);
    }

    private static Trouble trouble(JsonNode json, KnownEndpoints known, Seen seen) {
        KnownEndpoint endpoint = known.get(json.path("endpoint").asString(""));
        String because = json.path("because").asString("");
        Badge state =
                switch (because) {
                    case "failing" -> Badge.bad("Failing");
                    case "unverified" -> Badge.warn("Unverified");
                    default -> Badge.bad("Disabled");
                };
        return new Trouble(
                endpoint.url(),
                endpoint.path(),
                seen.all() ? json.path("account").asString("") : "",
                state,
                Instant.parse(json.path("since").asString()));
    }

    private static Running running(JsonNode json, KnownEndpoints known) {
        Badge state =
                switch (json.path("state").asString("")) {
                    case "running" -> Badge.good("Running");
                    case "paused" -> Badge.warn("Paused");
                    case "held" -> Badge.warn("Held");
                    default -> Badge.plain(json.path("state").asString(""));
                };
        return new Running(
                known.get(json.path("endpoint").asString("")).url().host(),
                "/replays/" + ApiClient.encoded(json.path("id").asString("")),
                state,
                "%s of %s%s sent"
                        .formatted(
                                Texts.count(json.path("sent").asLong(0)),
                                Texts.count(json.path("matched").asLong(0)),
                                json.path("more").asBoolean(false) ? "+" : ""));
    }

    private static Loud loud(JsonNode json) {
        String account = json.path("id").asString("");
        long attempts = json.path("attempts").asLong(0);
        long failed = json.path("failed").asLong(0);
        return new Loud(
                account,
                "/overview?account=" + ApiClient.encoded(account),
                Texts.count(attempts),
                attempts == 0 ? "–" : Texts.percent((double) failed / attempts),
                Texts.count(json.path("deadLetters").asLong(0)));
    }
}
