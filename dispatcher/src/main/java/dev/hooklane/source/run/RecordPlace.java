package dev.hooklane.source.run;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;

/**
 * A record of a source, for ever: the same after a restart, and another if its topic was made anew.
 */
record RecordPlace(SourceName source, LogIdentity log, String topic, int partition, long offset) {
    @Override
    public String toString() {
        return "%s:%d@%d".formatted(topic, partition, offset);
    }
}
