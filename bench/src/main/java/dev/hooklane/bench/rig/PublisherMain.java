package dev.hooklane.bench.rig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hooklane.producer.EventPublisher;
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

/**
 * The publisher's process. Each line on standard input has one {@link Load} or more; it publishes
 * them at the same time, and prints a line. It ends when standard input does.
 */
final class PublisherMain {
    /** Between the loads of a line. */
    static final String SEPARATOR = ";";

    private PublisherMain() {}

    /**
     * Runs until standard input ends.
     *
     * @param arguments {@code http}, the API's port and a key, or {@code kafka} and the bootstrap
     *     servers
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        if (arguments[0].equals("http")) {
            serve(new HttpPublishing(Integer.parseInt(arguments[1]), arguments[2]));
        } else {
            try (EventPublisher publisher =
                    EventPublisher.builder().bootstrapServers(arguments[1]).build()) {
                serve(new KafkaPublishing(publisher));
            }
        }
    }

    private static void serve(Publishing publishing)
            throws IOException, InterruptedException, ExecutionException {
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<Callable<Void>> loads = new ArrayList<>();
                for (String text : line.split(SEPARATOR, -1)) {
                    Load load = Load.parse(text);
                    loads.add(() -> {
                        publishing.publish(load);
                        return null;
                    });
                }
                for (Future<Void> done : threads.invokeAll(loads)) {
                    done.get();
                }
                System.out.println("published");
            }
        }
    }
}
