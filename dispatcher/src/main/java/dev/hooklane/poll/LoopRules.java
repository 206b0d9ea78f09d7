package dev.hooklane.poll;

import dev.hooklane.lane.LaneClock;
import dev.hooklane.lane.LaneSettings;

/** What a poll loop goes by. */
record LoopRules(LaneSettings settings, LeaseRules leases, LaneClock clock) {}
