package dev.hooklane.bench.rig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.load.HttpConnection;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes over the API, one event a request, on 32 connections. */
final class HttpPublishing implements Publishing {
    private static final int CONNECTIONS = 32;

    private final int port;
    private final String key;

    HttpPublishing(int port, String key) {
        this.port = port;
        this.key = key;
    }

    @Override
    public void publish(Load load) throws InterruptedException {
        AtomicLong next = new AtomicLong(load.from());
        long end = load.from() + load.events();
        long start = System.nanoTime();
        Callable<Void> connection =
                () -> {
                    try (HttpConnection api = new HttpConnection(port, "/v1/events", key)) {
                        for (long n = next.getAndIncrement(); n < end; n = next.getAndIncrement()) {
                            api.post(
                                    event(
                                            load,
                                            n,
                                            load.perSecond() == 0 ? 0 : await(load, start, n)));
                        }
                    }
                    return null;
                };
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            all.add(connection);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(all)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("publishing over HTTP failed: " + e.getCause());
        }
    }

    /** Waits until an event's time, and returns that, even if it is past. */
    private static long await(Load load, long start, long n) {
        long time = start + load.nanosOf(n);
        OpenLoop.awaitTime(System::nanoTime, time);
        return time;
    }

    private static byte[] event(Load load, long n, long sentAtNanos) {
        return "{\"account\":\"%s\",\"type\":\"%s\",\"data\":%s}"
                .formatted(
                        Crowd.account(load.crowd(), n % load.accounts()),
                        Crowd.type(n, load.accounts()).value(),
                        EventSource.data(sentAtNanos, load.dataBytes()))
                .getBytes(US_ASCII);
    }
}
