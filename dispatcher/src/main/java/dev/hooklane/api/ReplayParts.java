package dev.hooklane.api;

import dev.hooklane.replayer.ReplayLog;
import dev.hooklane.replayer.Replaying;

/**
 * What the API needs for replays: the log of all replays, and this instance's part in running them.
 */
record ReplayParts(ReplayLog log, Replaying replaying) {}
