package dev.hooklane.bench.rig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hooklane.bench.load.BareOkHttp;
import dev.hooklane.bench.load.EventSource;
import dev.hooklane.event.EventType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The process of OkHttp alone. Each line on standard input is a number of milliseconds and the size
 * of an event's data: it posts such events that long, and prints a line. It ends when standard
 * input does.
 */
final class OkHttpMain {
    private static final EventType TYPE = new EventType("message.created");

    private OkHttpMain() {}

    /**
     * Runs until standard input ends.
     *
     * @param arguments the file of a trusted certificate or {@code -}, and URLs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<Path> trusted =
                Optional.of(arguments[0]).filter(file -> !file.equals("-")).map(Path::of);
        List<URI> urls = Stream.of(arguments).skip(1).map(URI::create).toList();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        Map<Integer, BareOkHttp> bySize = new HashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] numbers = line.split(" ", -1);
            bySize.computeIfAbsent(
                            Integer.parseInt(numbers[1]),
                            size ->
                                    new BareOkHttp(
                                            urls,
                                            EventSource.event(TYPE, 0, size).payload().bytes(),
                                            trusted))
                    .run(Duration.ofMillis(Long.parseLong(numbers[0])));
            System.out.println("posted");
        }
        bySize.values().forEach(BareOkHttp::close);
    }
}
