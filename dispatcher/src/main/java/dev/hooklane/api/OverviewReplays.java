package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.replay.ReplayState;
import dev.hooklane.replay.Replays;
import dev.hooklane.replayer.Replaying;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The replays that are not over.
 *
 * @param newest some of them, the newest first
 */
record OverviewReplays(long unfinished, List<Each> newest) {
    private static final int NEWEST_MAX = 5;

    OverviewReplays {
        newest = List.copyOf(newest);
    }

    /** One replay. */
    record Each(Replays.Known known, ReplayState state) {}

    static OverviewReplays of(
            Replaying replaying, EndpointDirectory directory, Optional<AccountId> account) {
        List<Each> all =
                replaying.all().stream()
                        .filter(known -> account.map(known.replay().account()::equals).orElse(true))
                        .map(known ->
                                new Each(
                                        known,
                                        known.state(
                                                directory
                                                        .find(known.replay().endpoint())
                                                        .map(Endpoint::state))))
                        .filter(each -> !each.state().isOver())
                        .sorted(
                                Comparator.comparing(
                                                (Each each) -> each.known().replay().startedAt())
                                        .reversed())
                        .toList();
        return new OverviewReplays(all.size(), all.stream().limit(NEWEST_MAX).toList());
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("unfinished", unfinished);
        json.writeName("newest");
        json.writeStartArray();
        newest.forEach(each -> ReplayJson.write(each.known(), each.state(), json));
        json.writeEndArray();
        json.writeEndObject();
    }
}
