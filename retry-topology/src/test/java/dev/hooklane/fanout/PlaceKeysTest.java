package dev.hooklane.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlaceKeysTest {
    private static final AccountId ACME = new AccountId("acme");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final PlaceKeys keys = new PlaceKeys();
    private final Random random = new Random(1);

    private byte[] key(String id) {
        return keys.of(ACME, new EventId(id));
    }

    @Test
    void keysSortByTheTimeOfTheirIds() {
        List<byte[]> inOrder = new ArrayList<>();
        for (long millis : new long[] {0, 1, 255, 256, 1L << 32, 1L << 41}) {
            inOrder.add(keys.of(ACME, EventId.random(Instant.ofEpochMilli(millis), random)));
        }

        List<byte[]> sorted = new ArrayList<>(inOrder);
        sorted.sort(Arrays::compareUnsigned);
        assertThat(sorted).isEqualTo(inOrder);
    }

    /** The last two have the form of a time: one of the year 2248, and one with too many bits. */
    static Stream<String> withoutATime() {
        return Stream.of(
                "evt_1",
                "order-4711",
                "0197f3c2-7a30-7000-8000-000000000000",
                "evt_01HF7XK3M901HF7XK3M901HF7X",
                "evt_07zzzzzzzz" + "0".repeat(16),
                "evt_" + "z".repeat(26));
    }

    @ParameterizedTest
    @MethodSource("withoutATime")
    void otherIdsComeBeforeThem(String id) {
        byte[] first = keys.of(ACME, EventId.random(Instant.EPOCH, random));

        assertThat(Arrays.compareUnsigned(key(id), first)).isNegative();
    }

    @Test
    void anEventAlwaysHasTheSameKeyAndNoOtherHasIt() {
        EventId event = EventId.random(NOW, random);
        byte[] key = keys.of(ACME, event);

        assertThat(keys.of(ACME, new EventId(event.value()))).isEqualTo(key);
        assertThat(keys.of(new AccountId("other"), event)).isNotEqualTo(key);
        assertThat(keys.of(ACME, EventId.random(NOW, random))).isNotEqualTo(key);
        assertThat(key("evt_1")).isEqualTo(key("evt_1")).isNotEqualTo(key("evt_2"));
        assertThat(keys.of(new AccountId("other"), new EventId("evt_1")))
                .isNotEqualTo(key("evt_1"));
        assertThat(key).hasSize(PlacePack.ENTRY_KEY_BYTES);
    }
}
