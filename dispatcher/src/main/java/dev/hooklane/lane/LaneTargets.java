package dev.hooklane.lane;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.thirdparty.Seat;
import dev.hooklane.thirdparty.Targets;

/** Finds the places of lanes at the third parties that they send to. */
final class LaneTargets {
    private final TargetRules rules;
    private final Targets targets;

    LaneTargets(TargetRules rules) {
        this.rules = rules;
        this.targets = new Targets("egress.*-per-domain", rules.limits());
    }

    Seat seat(Endpoint endpoint) {
        return rules.name()
                .apply(endpoint.url())
                .map(name -> targets.seat(name, endpoint.account()))
                .orElse(Seat.FREE);
    }
}
