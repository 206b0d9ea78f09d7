package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

final class PartitionCountsTest {
    private static final Uuid FIRST = new Uuid(1, 1);
    private static final Uuid SECOND = new Uuid(2, 2);

    private final Map<String, KafkaFuture<Integer>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private long nowNanos = TimeUnit.HOURS.toNanos(1);
    private final PartitionCounts counts = new PartitionCounts(this::ask, () -> nowNanos);

    @Test
    void aTopicIsCountedOnce() {
        answers.put("a", KafkaFuture.completedFuture(4));
        answers.put("b", KafkaFuture.completedFuture(6));
        counts.ask(Map.of("a", FIRST));
        counts.known();
        counts.ask(Map.of("a", FIRST, "b", FIRST));

        assertThat(counts.known()).isEqualTo(Map.of("a", 4, "b", 6));
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void aTopicIsCountedAgainOnceItIsAnotherAndNowAndThen() {
        answers.put("a", KafkaFuture.completedFuture(4));
        counts.ask(Map.of("a", FIRST));
        counts.known();
        answers.put("a", KafkaFuture.completedFuture(5));
        counts.ask(Map.of("a", SECOND));
        Map<String, Integer> anew = counts.known();
        answers.put("a", KafkaFuture.completedFuture(6));
        nowNanos += Duration.ofMinutes(5).toNanos();
        counts.ask(Map.of("a", SECOND));

        assertThat(anew).isEqualTo(Map.of("a", 5));
        assertThat(counts.known()).isEqualTo(Map.of("a", 6));
    }

    @Test
    void aTopicThatVanishedHasNone() {
        answers.put("a", failed(new UnknownTopicOrPartitionException("gone")));
        counts.ask(Map.of("a", FIRST));

        assertThat(counts.known()).isEmpty();
    }

    @Test
    void anAnswerIsNotWaitedForUntilItIsWanted() {
        KafkaFutureImpl<Integer> late = new KafkaFutureImpl<>();
        answers.put("a", late);
        counts.ask(Map.of("a", FIRST));

        assertThat(counts.isAnswered()).isFalse();
        late.complete(4);
        assertThat(counts.isAnswered()).isTrue();
    }

    @Test
    void aClusterThatDoesNotSayIsNoSmallTopic() {
        answers.put("a", failed(new TimeoutException("no answer")));
        counts.ask(Map.of("a", FIRST));

        assertThatThrownBy(counts::known).isInstanceOf(KafkaUnavailableException.class);
    }

    private static KafkaFuture<Integer> failed(Exception why) {
        KafkaFutureImpl<Integer> failed = new KafkaFutureImpl<>();
        failed.completeExceptionally(why);
        return failed;
    }

    private Map<String, KafkaFuture<Integer>> ask(Collection<String> topics) {
        asked.addAll(new TreeSet<>(topics));
        Map<String, KafkaFuture<Integer>> some = new HashMap<>(answers);
        some.keySet().retainAll(topics);
        return some;
    }
}
