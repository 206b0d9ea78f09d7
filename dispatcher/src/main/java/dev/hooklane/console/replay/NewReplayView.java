package dev.hooklane.console.replay;

import dev.hooklane.console.endpoint.KnownEndpoint;
import java.util.List;

/**
 * A replay before it is started.
 *
 * @param asksForAccount whether an operator must choose an account or an endpoint first
 * @param choices the endpoints to choose from; none if they are named by id
 * @param counted the endpoints with the count of each
 * @param left the number of endpoints that were not counted
 * @param rate deliveries to send per second
 * @param problem why it can't be counted or was not started; empty if all is well
 * @param once idempotency token of the form
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

    /** Reports whether any replay can start. */
    public boolean startable() {
        return counted.stream().anyMatch(CountedEndpoint::startable);
    }
}
