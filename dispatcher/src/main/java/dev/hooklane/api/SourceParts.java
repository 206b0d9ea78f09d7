package dev.hooklane.api;

import dev.hooklane.source.run.KnownSources;
import dev.hooklane.source.run.OwnTopics;
import dev.hooklane.source.run.RewindCheck;
import dev.hooklane.source.run.SourceLag;
import dev.hooklane.source.run.SourceTrial;

/** The sources: those that there are, how they do, and what they would make of records. */
record SourceParts(
        KnownSources known,
        SourceLog log,
        SourceLag lag,
        SourceTrial trial,
        RewindCheck rewinds,
        SourceDraft.Allowed allowed) {
    static SourceParts of(Connections kafka, KnownSources known) {
        OwnTopics own = new OwnTopics(kafka.topics());
        return new SourceParts(
                known,
                new SourceLog(kafka.producer(), known, kafka.topics()),
                new SourceLag(known, own),
                new SourceTrial(known.clients(), known.formats(), own),
                new RewindCheck(known),
                new SourceDraft.Allowed(
                        known.clients().clusters(), known.formats().registries(), own));
    }
}
