package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.replay.ReplayId;
import dev.hooklane.replayer.Replaying;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the replays of an account that are not over. */
record UnfinishedReplays(Replaying replaying, EndpointDirectory directory) {
    Set<ReplayId> of(AccountId account) {
        return replaying.all().stream()
                .filter(known -> known.replay().account().equals(account))
                .filter(known ->
                        !known.state(directory.find(known.replay().endpoint()).map(Endpoint::state))
                                .isOver())
                .map(known -> known.replay().id())
                .collect(Collectors.toSet());
    }
}
