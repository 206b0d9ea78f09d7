package dev.hooklane.history;

import dev.hooklane.erasure.Erasures;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds the history's stores. The history topic is their changelog, and they have no cache. */
final class HistoryRecordsBuilder implements StoreBuilder<HistoryRecords> {
    private final String name;
    private final Erasures erasures;
    private final InstantSource clock;

    HistoryRecordsBuilder(String name, Erasures erasures, InstantSource clock) {
        this.name = name;
        this.erasures = erasures;
        this.clock = clock;
    }

    @Override
    public HistoryRecords build() {
        return new HistoryRecords(name, erasures, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }

    @Override
    public StoreBuilder<HistoryRecords> withCachingEnabled() {
        throw new UnsupportedOperationException("history has no cache");
    }

    @Override
    public StoreBuilder<HistoryRecords> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<HistoryRecords> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("history has its topic as its log");
    }

    @Override
    public StoreBuilder<HistoryRecords> withLoggingDisabled() {
        return this;
    }
}
