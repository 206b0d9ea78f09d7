package dev.hooklane.source.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.source.SourceName;
import dev.hooklane.source.progress.SourceProgress.LogIdentity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProgressBookTest {
    private static final PartitionKey ORDERS =
            new PartitionKey(new SourceName("orders"), "shop.orders.v3", 3);
    private static final SourceProgress PROGRESS =
            new SourceProgress(
                    new LogIdentity("cluster-1", "topic-1"),
                    40,
                    7,
                    "hooklane.source-orders-one",
                    Instant.parse("2026-01-02T12:00:00Z"));

    private final ProgressBook book = new ProgressBook();

    @Test
    void knowsWhatWasWrittenLast() {
        follow(PROGRESS);
        follow(PROGRESS.released());

        assertThat(book.find(ORDERS)).contains(PROGRESS.released());
        assertThat(book.of(new SourceName("orders"))).containsOnlyKeys(ORDERS);
        assertThat(book.of(new SourceName("order"))).isEmpty();
    }

    @Test
    void forgetsWhatWasRemoved() {
        follow(PROGRESS);
        book.follow(ProgressCodec.key(ORDERS), null);

        assertThat(book.find(ORDERS)).isEmpty();
    }

    @Test
    void keepsItsKnowledgeIfARecordCannotBeRead() {
        follow(PROGRESS);

        assertThatThrownBy(
                        () -> book.follow(ProgressCodec.key(ORDERS), "{\"v\":2}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source progress has version 2; this release reads 1");
        assertThat(book.find(ORDERS)).contains(PROGRESS);
    }

    private void follow(SourceProgress progress) {
        book.follow(ProgressCodec.key(ORDERS), ProgressCodec.write(progress));
    }
}
