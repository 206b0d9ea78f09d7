package dev.hooklane.console.replay;

import dev.hooklane.console.endpoint.KnownEndpoint;
import java.util.List;

/**
 * What a replay would be of, before it is started.
 *
 * @param asksForAccount whether an operator has to choose an account or an endpoint first
 * @param choices the endpoints to choose from; none if they are named by id
 * @param counted the endpoints with how much there is of each
 * @param left how many endpoints were not looked at
 * @param rate how many are to be sent in a second
 * @param problem why it can't be counted or was not started; empty if all is well
 * @param once names the form
 */
public record NewReplayView(
        ReplayWish wish,
        boolean asksForAccount,
        List<KnownEndpoint> choices,
        List<CountedEndpoint> counted,
        int left,
        String rate,
        String problem,
        String once) {
    public NewReplayView {
        choices = List.copyOf(choices);
        counted = List.copyOf(counted);
    }

    public List<ReplayWish.Choice> whats() {
        return ReplayWish.CHOICES;
    }

    /** Whether anything can be started. */
    public boolean startable() {
        return counted.stream().anyMatch(CountedEndpoint::startable);
    }
}
