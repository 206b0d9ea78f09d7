package dev.hooklane.bench.outside;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hooklane.bench.load.EventSource;
import dev.hooklane.bench.load.HttpConnection;
import dev.hooklane.bench.load.OpenLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The publisher's process. For each line on standard input, which is a number of events and a rate
 * a second (0: as fast as they are answered), it publishes so many over HTTP, one a request, and
 * prints a line. It ends when standard input does.
 */
final class PublisherMain {
    /** The connections that it keeps busy. */
    static final int CONNECTIONS = 32;

    private final int port;
    private final String key;
    private final int accounts;

    private PublisherMain(int port, String key, int accounts) {
        this.port = port;
        this.key = key;
        this.accounts = accounts;
    }

    /** Returns an account that it publishes for. */
    static String account(long number) {
        return "outside_" + number;
    }

    /**
     * Runs until standard input ends.
     *
     * @param arguments the API's port, a key, and the number of accounts to publish for
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        PublisherMain publisher =
                new PublisherMain(
                        Integer.parseInt(arguments[0]),
                        arguments[1],
                        Integer.parseInt(arguments[2]));
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] load = line.split(" ", -1);
            publisher.publish(Long.parseLong(load[0]), Integer.parseInt(load[1]));
            System.out.println("published");
        }
    }

    private void publish(long events, int perSecond)
            throws InterruptedException, ExecutionException {
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        Callable<Void> connection =
                () -> {
                    try (HttpConnection api = new HttpConnection(port, "/v1/events", key)) {
                        for (long n = next.getAndIncrement();
                                n < events;
                                n = next.getAndIncrement()) {
                            api.post(event(n, perSecond == 0 ? 0 : await(start, n, perSecond)));
                        }
                    }
                    return null;
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(connection);
            }
            for (Future<Void> done : threads.invokeAll(all)) {
                done.get();
            }
        }
    }

    /** Waits for the time of an event, and returns that, even if it is past. */
    private static long await(long start, long n, int perSecond) {
        long time = start + n * (1_000_000_000L / perSecond);
        OpenLoop.awaitTime(System::nanoTime, time);
        return time;
    }

    private byte[] event(long n, long sentAtNanos) {
        return "{\"account\":\"%s\",\"type\":\"message.created\",\"data\":%s}"
                .formatted(account(n % accounts), EventSource.data(sentAtNanos))
                .getBytes(US_ASCII);
    }
}
