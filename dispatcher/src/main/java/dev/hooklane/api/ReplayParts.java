package dev.hooklane.api;

import dev.hooklane.replayer.ReplayLog;
import dev.hooklane.replayer.Replaying;

/** What the API has to do with replays: what is asked for, and this instance's part in them. */
public record ReplayParts(ReplayLog log, Replaying replaying) {}
