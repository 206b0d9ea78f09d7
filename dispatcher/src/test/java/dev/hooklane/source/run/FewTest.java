package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class FewTest {
    @Test
    void fewAreAllNamed() {
        assertThat(Few.of(List.of())).isEmpty();
        assertThat(Few.of(List.of("a", "b"))).isEqualTo("a, b");
    }

    /** A line of the log for each of ten thousand partitions' names would be hundreds of KiB. */
    @Test
    void ofManyTheFirstAreNamed() {
        assertThat(
                        Few.of(
                                IntStream.range(0, 10_000)
                                        .mapToObj(i -> new TopicPartition("shop", i))
                                        .toList()))
                .isEqualTo("shop-0, shop-1, shop-2, shop-3, shop-4 and 9,995 more");
    }
}
