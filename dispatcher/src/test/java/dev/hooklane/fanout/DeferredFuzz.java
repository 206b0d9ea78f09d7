package dev.hooklane.fanout;

import dev.hooklane.event.AccountId;
import dev.hooklane.fuzz.Promise;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;

/** Entries of the fan-out's stores: deferred events by their accounts, and packs of places. */
final class DeferredFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;

    private DeferredFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(REFUSAL, () -> DeferredCodec.account(input))
                .ifPresent(account -> keyIsKept(account, input));
        // The record that rejects an unreadable event has its time.
        var _ = new Record<>(input, input, DeferredCodec.timestamp(input));
        Promise.decodesOrRefuses(REFUSAL, () -> DeferredCodec.read(input))
                .ifPresent(record -> {
                    Promise.isKept(DeferredCodec.timestamp(input), record.timestamp());
                    byte[] written = DeferredCodec.write(record);
                    isKept(written, DeferredCodec.write(DeferredCodec.read(written)));
                });
        packIsKept(input);
    }

    private static void keyIsKept(AccountId account, byte[] key) {
        isKept(key, DeferredCodec.key(account, DeferredCodec.offset(key)));
    }

    /** What a pack holds makes the same pack, unless it is refused as a whole. */
    private static void packIsKept(byte[] input) {
        PlacePack pack = new PlacePack();
        Promise.decodesOrRefuses(
                REFUSAL,
                () -> {
                    PlacePack.each(input, (key, entry) -> pack.add(key, entry, 0));
                    return pack;
                });
        if (!pack.isEmpty()) {
            isKept(input, pack.value());
        }
    }

    private static void isKept(byte[] read, byte[] again) {
        if (!Arrays.equals(read, again)) {
            throw new AssertionError(
                    "not the same when written again: %s%n%s"
                            .formatted(Arrays.toString(read), Arrays.toString(again)));
        }
    }
}
