package dev.hooklane.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    @Test
    void aRandomIdIsALowerCaseUlid() {
        EventId id = EventId.random(Instant.ofEpochMilli(1_469_918_176_385L), new Random(1));

        // The time part is the example of the ULID specification: 01ARYZ6S41.
        assertThat(id.value()).matches("evt_01aryz6s41[0-9a-hjkmnp-tv-z]{16}");
    }

    @Test
    void randomIdsSortByTheirTime() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            long timeMs = random.nextLong((1L << 48) - 1);
            EventId earlier = EventId.random(Instant.ofEpochMilli(timeMs), random);
            EventId later = EventId.random(Instant.ofEpochMilli(timeMs + 1), random);

            assertThat(earlier).isLessThan(later);
        }
    }

    @Test
    void theTimeOfARandomIdIsRead() {
        for (long timeMs : new long[] {0, 1_469_918_176_385L, (1L << 48) - 1}) {
            EventId id = EventId.random(Instant.ofEpochMilli(timeMs), new Random(1));
            assertThat(id.timeMillis()).hasValue(timeMs);
        }
        assertThat(new EventId("order-4711").timeMillis()).isEmpty();
        assertThat(new EventId("evt_" + "8".repeat(26)).timeMillis()).isEmpty();
    }

    @Test
    void randomIdsOfOneMillisecondDiffer() {
        Random random = new Random(3);
        Set<EventId> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(EventId.random(Instant.EPOCH, random));
        }

        assertThat(ids).hasSize(10_000);
    }

    @Test
    void eachOf80BitsMakesAnotherId() {
        Set<EventId> ids = new HashSet<>();
        for (int bit = 0; bit < 80; bit++) {
            BitSet drawn = new BitSet();
            drawn.set(bit);
            ids.add(EventId.random(Instant.EPOCH, new Drawn(drawn)));
        }

        assertThat(ids).hasSize(80);
    }

    @Test
    void anIdTakesOneDraw() {
        Drawn random = new Drawn(new BitSet());

        EventId.random(Instant.EPOCH, random);

        assertThat(random.draws).isEqualTo(1);
    }

    /** Draws the same bits each time. */
    private static final class Drawn extends Random {
        private static final long serialVersionUID = 1;
        private final BitSet bits;
        private int draws;

        private Drawn(BitSet bits) {
            this.bits = bits;
        }

        @Override
        protected int next(int count) {
            draws++;
            return 0;
        }

        @Override
        public void nextBytes(byte[] drawn) {
            draws++;
            byte[] set = bits.toByteArray();
            System.arraycopy(set, 0, drawn, 0, set.length);
        }
    }

    @Test
    void aTimeBefore1970HasNoId() {
        assertThatThrownBy(() -> EventId.random(Instant.ofEpochMilli(-1), new Random(4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "evt_1", "a:b-c_D9", "550e8400-e29b-41d4-a716-446655440000"})
    void anIdOfTheAllowedCharactersIsAccepted(String value) {
        assertThat(new EventId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a.b", "a/b", "é", "a\n", "a\u0000"})
    void anIdOfOtherCharactersIsRefused(String value) {
        assertThatThrownBy(() -> new EventId(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 128 characters");
    }

    @Test
    void theLongestIdHas128Characters() {
        assertThat(EventId.isValid("x".repeat(128))).isTrue();
        assertThat(EventId.isValid("x".repeat(129))).isFalse();
    }
}
