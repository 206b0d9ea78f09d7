package dev.hooklane.bench.road;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.bench.installation.Books;
import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.load.HttpConnection;
import dev.hooklane.bench.load.OpenLoop;
import dev.hooklane.bench.measure.BenchmarkFailedException;
import dev.hooklane.bench.measure.Latencies;
import dev.hooklane.bench.measure.Rounds;
import dev.hooklane.bench.measure.ThreadCpu;
import dev.hooklane.bench.receiver.ReceiverProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes over the API on several connections at the same time. Each has a thread of the
 * platform's, so that its CPU time can be told from that of deliveries.
 */
final class HttpLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_NANOS = 1_000_000;

    private final int port;
    private final String key;
    private final int connections;
    private final ReceiverProcess receiver;
    private final Books books;
    private final ExecutorService threads;

    HttpLoad(int port, String key, int connections, ReceiverProcess receiver, Books books) {
        this.port = port;
        this.key = key;
        this.connections = connections;
        this.receiver = receiver;
        this.books = books;
        this.threads =
                Executors.newFixedThreadPool(
                        connections, Thread.ofPlatform().name("load-", 0).factory());
    }

    /** The work of one connection. */
    private interface Work {
        void on(HttpConnection connection, int number) throws IOException;
    }

    /**
     * Publishes one event per request for this long, on each connection as fast as it is answered.
     * Waits until all deliveries have arrived at their endpoints.
     *
     * @return in deliveries
     */
    Rounds.Round oneARequest(Audience audience, Duration duration) throws InterruptedException {
        CpuMeter cpu = new CpuMeter(receiver);
        ThreadCpu cpuOfThreads = new ThreadCpu();
        AtomicLong events = new AtomicLong();
        long before = receiver.requests();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        onEach(
                "/v1/events",
                (connection, _) -> {
                    while (System.nanoTime() < end) {
                        connection.post(event(audience, events.getAndIncrement(), 0));
                    }
                });
        await(before + events.get());
        return round(events.get(), receiver.requests() - before, start, cpu, cpuOfThreads);
    }

    private static Rounds.Round round(
            long events, long requests, long start, CpuMeter cpu, ThreadCpu threads) {
        return new Rounds.Round(
                events * 1e9 / (System.nanoTime() - start),
                events,
                requests,
                cpu.ownMicros(events),
                cpu.receiverMicros(events),
                threads.micros(events));
    }

    /** Publishes by a schedule, and returns the latencies until the request at the endpoint. */
    Latencies latencies(Audience audience, OpenLoop schedule) throws InterruptedException {
        var _ = receiver.takeLatencies();
        long before = receiver.requests();
        long interval = 1_000_000_000L / schedule.perSecond();
        long start = receiver.nanoTime();
        onEach(
                "/v1/events",
                (connection, number) -> {
                    for (long n = number; n < schedule.events(); n += connections) {
                        long time = start + n * interval;
                        OpenLoop.awaitTime(receiver::nanoTime, time);
                        connection.post(
                                event(audience, n, n < schedule.firstMeasured() ? 0 : time));
                    }
                });
        await(before + schedule.events());
        return new Latencies(receiver.takeLatencies());
    }

    /**
     * Publishes in batches for this long, and waits until the fan-out has read them too.
     *
     * @return in accepted events
     */
    Batched batched(Audience audience, int batch, Duration duration) throws InterruptedException {
        CpuMeter cpu = new CpuMeter(receiver);
        ThreadCpu cpuOfThreads = new ThreadCpu();
        AtomicLong events = new AtomicLong();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        onEach(
                "/v1/events/batch",
                (connection, _) -> {
                    while (System.nanoTime() < end) {
                        connection.post(batch(audience, events.getAndAdd(batch), batch));
                    }
                });
        Rounds.Round accepted = round(events.get(), events.get(), start, cpu, cpuOfThreads);
        books.awaitFannedOut(PATIENCE);
        return new Batched(accepted, round(events.get(), events.get(), start, cpu, cpuOfThreads));
    }

    /**
     * One round of batches.
     *
     * @param accepted until the last one was answered
     * @param fannedOut until the fan-out had committed the last one
     */
    record Batched(Rounds.Round accepted, Rounds.Round fannedOut) {}

    private void onEach(String path, Work work) throws InterruptedException {
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int number = i;
            all.add(() -> {
                try (HttpConnection connection = new HttpConnection(port, path, key)) {
                    work.on(connection, number);
                }
                return null;
            });
        }
        try {
            for (Future<Void> done : threads.invokeAll(all)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("publishing over HTTP failed: " + e.getCause());
        }
    }

    private void await(long count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (receiver.requests() < count) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException(
                        "%d requests did not come within %s"
                                .formatted(count - receiver.requests(), PATIENCE));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static byte[] batch(Audience audience, long first, int count) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(count * 600);
        body.writeBytes("{\"events\":[".getBytes(UTF_8));
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(event(audience, first + i, 0));
        }
        body.writeBytes("]}".getBytes(UTF_8));
        return body.toByteArray();
    }

    private static byte[] event(Audience audience, long n, long sentAtNanos) {
        byte[] payload = EventSource.event(audience.type(n), sentAtNanos).payload().bytes();
        byte[] account = "{\"account\":\"%s\",".formatted(audience.account(n)).getBytes(UTF_8);
        byte[] body = new byte[account.length + payload.length - 1];
        System.arraycopy(account, 0, body, 0, account.length);
        System.arraycopy(payload, 1, body, account.length, payload.length - 1);
        return body;
    }

    @Override
    public void close() {
        threads.close();
    }
}
