package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.event.AccountId;
import dev.hooklane.replayer.Replaying;

/** Counts the replays of an account that are not over. */
record UnfinishedReplays(Replaying replaying, EndpointDirectory directory) {
    long of(AccountId account) {
        return replaying.all().stream()
                .filter(known -> known.replay().account().equals(account))
                .filter(known ->
                        !known.state(directory.find(known.replay().endpoint()).map(Endpoint::state))
                                .isOver())
                .count();
    }
}
