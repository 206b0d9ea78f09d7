package dev.hooklane.bench.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.bench.load.EventSource;
import dev.hooklane.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigBenchmarkTest {
    /** The largest is refused beyond 256 KiB. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 256})
    void aPayloadIsAsLargeAsItsNameSays(int kib) {
        int bytes =
                EventSource.event(
                                new EventType("conversation.updated"),
                                Long.MAX_VALUE,
                                BigBenchmark.dataBytes(kib))
                        .payload()
                        .bytes()
                        .length;

        assertThat(bytes).isBetween(kib * 1_024 - 100, kib * 1_024);
    }
}
