package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.Endpoints;
import dev.hooklane.event.AccountId;
import dev.hooklane.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The processor of a partition whose stores were restored before it starts. */
final class RestartedFanOut {
    private final MockProcessorContext<byte[], byte[]> context =
            new MockProcessorContext<>(settings());
    private final FairFanOut processor;

    private RestartedFanOut(List<KeyValue<byte[], byte[]>> kept, SharesDriver like) {
        context.addStateStore(
                new PlaceStore(Stores.inMemoryKeyValueStore(Topics.FIRST_PUBLISHED).get()));
        KeyValueStore<byte[], byte[]> deferred = deferred();
        kept.forEach(entry -> deferred.put(entry.key, entry.value));
        EndpointDirectory directory = new EndpointDirectory();
        directory.put(Endpoints.of(SharesDriver.ONE, 1, "*"));
        processor = new FairFanOut("hooklane.events", like.parts(directory));
        processor.init(context);
    }

    /** One with these entries in its store of deferred events. */
    static RestartedFanOut with(List<KeyValue<byte[], byte[]>> kept, SharesDriver like) {
        return new RestartedFanOut(kept, like);
    }

    void publish(AccountId account, String id, long offset) {
        context.setRecordMetadata("hooklane.events", 0, offset);
        processor.process(
                new Record<>(
                        account.value().getBytes(UTF_8),
                        OnceDriver.event(id).getBytes(UTF_8),
                        OnceDriver.NOW.toEpochMilli()));
    }

    void turns() {
        context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled())
                .forEach(each -> each.getPunctuator().punctuate(0));
    }

    /** The events of the deliveries that were made so far. */
    List<String> delivered() {
        return context.forwarded(FanOutTopology.DELIVERIES).stream()
                .map(MockProcessorContext.CapturedForward::record)
                .map(r -> DeliveryRecords.read(r.key(), r.value(), r.headers()))
                .map(delivery -> delivery.event().id().value())
                .toList();
    }

    private KeyValueStore<byte[], byte[]> deferred() {
        KeyValueStore<byte[], byte[]> store =
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(Topics.DEFERRED),
                                Serdes.ByteArray(),
                                Serdes.ByteArray())
                        .withLoggingDisabled()
                        .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        "test",
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "nowhere:1"));
        return settings;
    }
}
