package dev.hooklane.source.run;

import dev.hooklane.source.SourceName;

/** Counts nothing. */
class SilentMeter implements SourceMeter {
    @Override
    public void started(SourceName source) {}

    @Override
    public void read(SourceName source, Counts counts) {}

    @Override
    public void contradicted(SourceName source, String trouble) {}

    @Override
    public void restarted(SourceName source) {}

    @Override
    public void stopped(SourceName source) {}

    @Override
    public void removed(SourceName source) {}

    @Override
    public void lag(SourceName source, Lag lag) {}

    @Override
    public void topicsLeftOut(SourceName source, int topics) {}

    @Override
    public void topicsRefused(SourceName source, int topics) {}

    @Override
    public void topicsMissing(SourceName source, int topics) {}

    @Override
    public void awaitsRewind(SourceName source, int partitions) {}

    @Override
    public void waitsForRegistry(SourceName source, int partitions) {}
}
