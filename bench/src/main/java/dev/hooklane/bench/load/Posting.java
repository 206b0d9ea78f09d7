package dev.hooklane.bench.load;

import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests that are made as fast as they are answered, by a virtual thread each. */
public final class Posting {
    private Posting() {}

    /** One request with its answer. */
    @FunctionalInterface
    public interface Post {
        void post() throws IOException;
    }

    /** Makes each of them this long, over and over: the next one when the last is answered. */
    public static void run(List<Post> posts, Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> posting =
                    posts.stream().<Callable<Void>>map(post -> () -> until(end, post)).toList();
            for (Future<Void> posted : threads.invokeAll(posting)) {
                posted.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("a request failed: " + e.getCause());
        }
    }

    private static Void until(long end, Post post) throws IOException {
        while (System.nanoTime() < end) {
            post.post();
        }
        return null;
    }
}
