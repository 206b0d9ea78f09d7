package dev.hooklane.console.replay;

import dev.hooklane.client.ApiClient;
import dev.hooklane.client.ApiException;
import dev.hooklane.console.endpoint.KnownEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks the API to count the deliveries of possible replays. */
final class Counting {
    private Counting() {}

    /**
     * Counts for several endpoints in parallel, as each may take some seconds.
     *
     * @throws ApiException if one can't be counted
     */
    static List<CountedEndpoint> of(ApiClient api, ReplayWish wish, List<KnownEndpoint> endpoints) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CountedEndpoint>> counts =
                    endpoints.stream()
                            .map(each -> threads.submit(() -> of(api, wish, each)))
                            .toList();
            List<CountedEndpoint> counted = new ArrayList<>();
            for (Future<CountedEndpoint> count : counts) {
                counted.add(count.get());
            }
            return counted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException refused) {
                throw refused;
            }
            throw new IllegalStateException("a replay can't be counted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a replay was counted", e);
        }
    }

    static CountedEndpoint of(ApiClient api, ReplayWish wish, KnownEndpoint endpoint) {
        return CountedEndpoint.of(
                endpoint, api.post("/v1/replays", wish.body(endpoint.id()).put("dryRun", true)));
    }
}
