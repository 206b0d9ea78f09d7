package dev.hooklane.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlaceStoreTest {
    private static final String NAME = "first-published";

    private final List<ConsumerRecord<byte[], byte[]>> changelog = new ArrayList<>();
    private @Nullable RecordBatchingStateRestoreCallback restore;
    private final PlaceStore store = store();

    @Test
    void allEntriesOfACommitShareARecord() {
        for (int i = 0; i < 1_000; i++) {
            store.put(key(i), value(i), i);
        }
        assertThat(changelog).isEmpty();

        store.flushCache();

        assertThat(changelog).singleElement().extracting(ConsumerRecord::timestamp).isEqualTo(999L);
    }

    @Test
    void aCommitWithoutNewEntriesWritesNothing() {
        store.put(key(1), value(1), 1);
        store.flushCache();

        store.flushCache();

        assertThat(changelog).hasSize(1);
    }

    @Test
    void aPackIsWrittenBeforeItIsTooLargeForTheTopic() {
        for (int i = 0; i < 50_000; i++) {
            store.put(key(i), value(i), i);
        }
        store.flushCache();

        assertThat(changelog)
                .hasSizeGreaterThan(1)
                .allSatisfy(record -> assertThat(record.value()).hasSizeLessThan(1 << 19));
    }

    @Test
    void everyEntryIsRestored() {
        for (int i = 0; i < 50_000; i++) {
            store.put(key(i), value(i), i);
        }
        store.flushCache();

        PlaceStore other = restored(changelog);

        for (int i = 0; i < 50_000; i++) {
            assertThat(other.get(key(i))).isEqualTo(value(i));
        }
    }

    @Test
    void recordsOfEarlierReleasesAndNewOnesAreRestoredInTheirOrder() {
        store.put(key(1), value(10), 1);
        store.put(key(2), value(20), 1);
        store.flushCache();
        changelog.addFirst(record(key(1), value(11)));
        changelog.addLast(record(key(2), Arrays.copyOf(value(21), 16)));

        PlaceStore other = restored(changelog);

        assertThat(other.get(key(1))).isEqualTo(value(10));
        assertThat(other.get(key(2))).isEqualTo(Arrays.copyOf(value(21), 16));
    }

    @Test
    void aPackThatCantBeReadIsPassedByAndTheRestIsRestored() {
        store.put(key(1), value(1), 1);
        store.flushCache();
        ConsumerRecord<byte[], byte[]> good = changelog.removeFirst();
        byte[] cut = Arrays.copyOf(good.value(), good.value().length - 1);

        PlaceStore other =
                restored(
                        List.of(
                                record(good.key(), cut),
                                record(good.key(), new byte[0]),
                                record(good.key(), new byte[] {9}),
                                good));

        assertThat(other.get(key(1))).isEqualTo(value(1));
    }

    @Test
    void whatWasNotCommittedIsNotWrittenLater() {
        store.put(key(1), value(1), 1);

        store.clearCache();
        store.flushCache();

        assertThat(changelog).isEmpty();
    }

    @Test
    void noCutOfAPackIsReadAsOne() {
        PlacePack pack = new PlacePack();
        pack.add(key(1), value(1), 1);
        byte[] whole = pack.value();

        for (int length = 2; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PlacePack.each(cut, (_, _) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] key(int n) {
        return "key %12d".formatted(n).getBytes(UTF_8);
    }

    private static byte[] value(int n) {
        return "value %26d".formatted(n).getBytes(UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ConsumerRecord<>("changelog", 0, 0, key, value);
    }

    private PlaceStore restored(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> all = List.copyOf(records);
        PlaceStore other = store();
        if (restore != null) {
            restore.restoreBatch(all);
        }
        return other;
    }

    private PlaceStore store() {
        PlaceStore made = new PlaceStore(Stores.inMemoryKeyValueStore(NAME).get());
        made.init(streams(), made);
        return made;
    }

    /** A context that keeps what is logged, and how the store is restored. */
    private InternalProcessorContext<?, ?> streams() {
        return (InternalProcessorContext<?, ?>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {InternalProcessorContext.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "appConfigs" -> Map.of();
                                    case "register" -> {
                                        restore = (RecordBatchingStateRestoreCallback) arguments[1];
                                        yield null;
                                    }
                                    case "logChange" -> {
                                        changelog.add(
                                                new ConsumerRecord<>(
                                                        "changelog",
                                                        0,
                                                        changelog.size(),
                                                        (long) arguments[3],
                                                        TimestampType.CREATE_TIME,
                                                        0,
                                                        0,
                                                        ((Bytes) arguments[1]).get(),
                                                        (byte[]) arguments[2],
                                                        new RecordHeaders(),
                                                        Optional.empty()));
                                        yield null;
                                    }
                                    case "recordMetadata" -> Optional.empty();
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}
