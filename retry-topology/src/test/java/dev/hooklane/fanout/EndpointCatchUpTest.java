package dev.hooklane.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.endpoint.EndpointCodec;
import dev.hooklane.endpoint.EndpointDirectory;
import dev.hooklane.endpoint.Endpoints;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class EndpointCatchUpTest {
    private static final TopicPartition PARTITION = new TopicPartition("endpoints", 0);

    private final EndpointFeed feed =
            new EndpointFeed(new EndpointDirectory(), new EndpointCodec(Endpoints.plainCipher()));
    private final List<CompletableFuture<Map<Integer, Long>>> looks = new CopyOnWriteArrayList<>();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final EndpointCatchUp catchUp =
            new EndpointCatchUp(
                    feed,
                    _ -> {
                        CompletableFuture<Map<Integer, Long>> look = new CompletableFuture<>();
                        mostAtOnce.accumulateAndGet(
                                1 + (int) looks.stream().filter(each -> !each.isDone()).count(),
                                Math::max);
                        looks.add(look);
                        return look;
                    });

    @Test
    void itIsTrueOnceTheEndIsReached() throws ExecutionException, InterruptedException {
        reached(3);
        CompletableFuture<Boolean> asked = ask();
        look(0).complete(Map.of(0, 5L));

        assertThat(asked.isDone()).isFalse();
        reached(5);

        assertThat(asked.get()).isTrue();
    }

    @Test
    void thoseWhoAskWhileALookIsUnderWayShareTheNextOne()
            throws ExecutionException, InterruptedException {
        reached(5);
        CompletableFuture<Boolean> first = ask();
        CompletableFuture<Map<Integer, Long>> underWay = look(0);
        List<CompletableFuture<Boolean>> later = List.of(ask(), ask(), ask());
        underWay.complete(Map.of(0, 5L));

        assertThat(first.get()).isTrue();
        for (CompletableFuture<Boolean> each : later) {
            while (!each.isDone()) {
                looks.forEach(look -> look.complete(Map.of(0, 5L)));
                Thread.onSpinWait();
            }
            assertThat(each.get()).isTrue();
        }
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void oneLookServesTheEventsOfAMoment() throws ExecutionException, InterruptedException {
        reached(5);
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> asked.complete(catchUp.recently()));
        look(0).complete(Map.of(0, 5L));
        assertThat(asked.get()).isTrue();

        long until = System.nanoTime() + EndpointCatchUp.SERVES.toNanos() / 4;
        while (System.nanoTime() < until) {
            assertThat(catchUp.recently()).isTrue();
        }

        assertThat(looks).hasSize(1);
    }

    @Test
    void afterAFailureNobodyWaitsForAWhile() throws ExecutionException, InterruptedException {
        CompletableFuture<Boolean> asked = ask();
        look(0).completeExceptionally(new IllegalStateException("no broker"));

        assertThat(asked.get()).isFalse();
        assertThat(catchUp.getAsBoolean()).isFalse();
        assertThat(looks).hasSize(1);
    }

    @Test
    void aTopicOfWhichNothingIsKnownProvesNothing()
            throws ExecutionException, InterruptedException {
        CompletableFuture<Boolean> asked = ask();
        look(0).complete(Map.of());

        assertThat(asked.get()).isFalse();
    }

    private CompletableFuture<Boolean> ask() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete(catchUp.getAsBoolean()));
        return answer;
    }

    private CompletableFuture<Map<Integer, Long>> look(int number) {
        while (looks.size() <= number) {
            Thread.onSpinWait();
        }
        return looks.get(number);
    }

    private void reached(long position) {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.assign(List.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, position));
            consumer.seek(PARTITION, position);
            feed.beforePoll(consumer);
        }
    }
}
