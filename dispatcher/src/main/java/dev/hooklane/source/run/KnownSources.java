package dev.hooklane.source.run;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.Sources;
import dev.hooklane.source.format.Formats;
import dev.hooklane.topic.FollowedTopic;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sources that there are, and how far each has read.
 *
 * @param followed the topic that the sources are read from
 * @param partitionsMax how many partitions a source reads
 * @param read whether this instance has the role to read sources
 */
public record KnownSources(
        Sources index,
        FollowedTopic followed,
        ProgressReading progress,
        SourceClients clients,
        Formats formats,
        int partitionsMax,
        boolean read) {
    /** Returns why this instance does not read the source, unless it does. */
    public Optional<String> whyNotRead(Source source) {
        if (source.paused()) {
            return Optional.of("it is paused");
        }
        if (!read) {
            return Optional.of("this instance does not have the role sources");
        }
        if (!clients.clusters().contains(source.cluster())) {
            return Optional.of(
                    "cluster %s is not in sources.clusters of this instance"
                            .formatted(source.cluster()));
        }
        if (!formats.has(source.formats())) {
            return Optional.of(
                    "registry %s is not in sources.registries of this instance"
                            .formatted(source.formats().registry()));
        }
        return Optional.empty();
    }

    /** Returns the sources that are not paused, each with whether this instance reads it. */
    public Map<SourceName, Boolean> wanted() {
        return index.all().stream()
                .filter(source -> !source.paused())
                .collect(
                        Collectors.toUnmodifiableMap(
                                Source::name, source -> whyNotRead(source).isEmpty()));
    }
}
