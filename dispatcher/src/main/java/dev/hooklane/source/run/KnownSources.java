package dev.hooklane.source.run;

import dev.hooklane.source.Sources;
import dev.hooklane.topic.FollowedTopic;

/**
 * The sources that there are, and how far each has read.
 *
 * @param followed the topic that the sources are read from
 */
public record KnownSources(
        Sources index, FollowedTopic followed, ProgressReading progress, SourceClients clients) {}
