package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class EndpointListTest {
    private final EndpointList list = new EndpointList();

    @Test
    void aNewVersionTakesThePlaceOfTheFormerOne() {
        Endpoint first = endpoint(1);
        Endpoint second = endpoint(2);
        Endpoint paused = first.withState(new EndpointState.Paused(), Endpoints.NOW);
        list.add(first);
        list.add(second);

        list.replace(first, paused);

        assertThat(list.copy()).containsExactly(paused, second);
    }

    @Test
    void randomChangesAgreeWithAPlainList() {
        long seed = 20261130;
        Random random = new Random(seed);
        List<Endpoint> model = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            // Grows for a while, then shrinks.
            boolean adds = model.isEmpty() || random.nextInt(1_000) < (i < 1_500 ? 600 : 300);
            if (adds) {
                Endpoint added = endpoint(i);
                list.add(added);
                model.add(added);
            } else if (random.nextBoolean()) {
                list.remove(model.remove(random.nextInt(model.size())));
            } else {
                int place = random.nextInt(model.size());
                Endpoint after =
                        model.get(place).withState(new EndpointState.Paused(), Endpoints.NOW);
                list.replace(model.set(place, after), after);
            }
            assertThat(list.copy()).as("seed %d, change %d", seed, i).isEqualTo(model);
            assertThat(list.size()).isEqualTo(model.size());
        }
    }

    @Test
    void aReaderMeetsThoseThatStayWhileOthersComeAndGo() throws InterruptedException {
        Set<EndpointId> staying = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Endpoint stays = endpoint(i);
            staying.add(stays.id());
            list.add(stays);
            // Between them, so that each removal moves some that stay.
            list.add(endpoint(1_000 + i));
        }
        List<Endpoint> others =
                list.copy().stream().filter(each -> !staying.contains(each.id())).toList();
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Integer> missed =
                CompletableFuture.supplyAsync(() -> {
                    int misses = 0;
                    for (int i = 0; i < 20_000; i++) {
                        Set<EndpointId> met = new HashSet<>();
                        list.copy().forEach(each -> met.add(each.id()));
                        misses += met.containsAll(staying) ? 0 : 1;
                        reading.countDown();
                    }
                    return misses;
                });
        reading.await();

        while (!missed.isDone()) {
            others.forEach(list::remove);
            others.forEach(list::add);
        }

        assertThat(missed).isCompletedWithValue(0);
    }

    @Test
    void whatIsNotInTheListIsNeitherReplacedNorRemoved() {
        Endpoint known = endpoint(1);
        list.add(known);

        assertThatThrownBy(() -> list.replace(endpoint(2), known))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.remove(endpoint(2)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(list.copy()).containsExactly(known);
    }

    private static Endpoint endpoint(long seed) {
        return Endpoints.of(Endpoints.ACCOUNT, seed, "*");
    }
}
