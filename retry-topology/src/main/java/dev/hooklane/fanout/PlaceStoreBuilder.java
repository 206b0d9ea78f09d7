package dev.hooklane.fanout;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds the stores of places; each has a changelog, and no cache. */
final class PlaceStoreBuilder implements StoreBuilder<PlaceStore> {
    private final String name;

    PlaceStoreBuilder(String name) {
        this.name = name;
    }

    @Override
    public PlaceStore build() {
        return new PlaceStore(Stores.persistentKeyValueStore(name).get());
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
        return true;
    }

    @Override
    public StoreBuilder<PlaceStore> withCachingEnabled() {
        throw new UnsupportedOperationException("places have no cache");
    }

    @Override
    public StoreBuilder<PlaceStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<PlaceStore> withLoggingEnabled(Map<String, String> config) {
        return this;
    }

    @Override
    public StoreBuilder<PlaceStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("places would be lost with the disk");
    }
}
