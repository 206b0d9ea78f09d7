package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class RefusedTopicsTest {
    private static final Source SOURCE =
            SweptCluster.source(new SourceName("orders"), "shop", "shop.*");
    private static final TopicPartition ORDERS = new TopicPartition("shop.orders", 0);
    private static final TopicPartition ONE = new TopicPartition("shop.secret", 0);
    private static final TopicPartition OTHER = new TopicPartition("shop.secret", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private long nowNanos = TimeUnit.HOURS.toNanos(1);
    private final RefusedTopics refused = new RefusedTopics(SOURCE, consumer, () -> nowNanos);

    RefusedTopicsTest() {
        consumer.assign(List.of(ORDERS, ONE));
    }

    @Test
    void isPausedWithAllItsPartitionsAndTheOthersAreRead() {
        Set<String> hidden = refused.pause(Set.of("shop.secret"));
        consumer.assign(List.of(ORDERS, ONE, OTHER));
        refused.tryDue();

        assertThat(hidden).isEmpty();
        assertThat(consumer.paused()).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(refused.size()).isEqualTo(1);
    }

    /** Each of its partitions may have been fetched before they were paused. */
    @Test
    void isNotHiddenIfItIsRefusedOnceMoreAtOnce() {
        refused.pause(Set.of("shop.secret"));
        pass(Duration.ofSeconds(5));

        assertThat(refused.pause(Set.of("shop.secret"))).isEmpty();
        assertThat(refused.size()).isEqualTo(1);
    }

    @Test
    void isHiddenIfItIsStillRefusedWhileNothingOfItIsRead() {
        refused.pause(Set.of("shop.secret"));
        pass(Duration.ofSeconds(11));

        assertThat(refused.pause(Set.of("shop.secret"))).containsExactly("shop.secret");
        assertThat(refused.size()).isZero();
    }

    @Test
    void isHiddenIfNothingOfItIsAssigned() {
        assertThat(refused.pause(Set.of("shop.other"))).containsExactly("shop.other");
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void isTriedAfterAWhileAndPausedAgainIfItIsStillRefused() {
        refused.pause(Set.of("shop.secret"));
        pass(RefusedTopics.PAUSED_FOR);
        refused.tryDue();
        Set<TopicPartition> whileTried = Set.copyOf(consumer.paused());
        int counted = refused.size();

        Set<String> hidden = refused.pause(Set.of("shop.secret"));

        assertThat(whileTried).isEmpty();
        assertThat(counted).as("while it is tried").isEqualTo(1);
        assertThat(hidden).isEmpty();
        assertThat(consumer.paused()).containsExactly(ONE);
    }

    @Test
    void isForgottenOnceATryIsNotRefused() {
        refused.pause(Set.of("shop.secret"));
        pass(RefusedTopics.PAUSED_FOR);
        refused.tryDue();
        pass(RefusedTopics.TRIED_FOR);
        refused.tryDue();

        assertThat(consumer.paused()).isEmpty();
        assertThat(refused.size()).isZero();
    }

    @Test
    void isForgottenOnceItIsAnothers() {
        refused.pause(Set.of("shop.secret"));
        consumer.assign(List.of(ORDERS));
        refused.tryDue();

        assertThat(refused.size()).isZero();
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }
}
