package dev.hooklane.bench.neighbour;

import dev.hooklane.hostile.HostileClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The attackers' process: attacks until its input ends, then leaves. */
final class AttackerMain {
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMillis(20);

    private AttackerMain() {}

    /**
     * Attacks.
     *
     * @param arguments the API's port, the hostile tenant's key, and names of attacks
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        String key = arguments[1];
        List<String> attacks = Arrays.asList(arguments).subList(2, arguments.length);
        AtomicBoolean runs = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String attack : attacks) {
                threads.execute(() -> attack(attack, port, key, runs::get));
            }
            while (System.in.read() >= 0) {
                // Only its end counts.
            }
            runs.set(false);
        }
    }

    /** Returns the names of all attacks. */
    static List<String> names() {
        return Stream.concat(
                        Arrays.stream(HostileClient.values()).map(Enum::name),
                        Arrays.stream(HostileTenant.values()).map(Enum::name))
                .toList();
    }

    private static void attack(String name, int port, String key, BooleanSupplier runs) {
        for (HostileTenant tenant : HostileTenant.values()) {
            if (tenant.name().equals(name)) {
                tenant.attack(URI.create("http://127.0.0.1:" + port), key, runs);
                return;
            }
        }
        HostileClient client = HostileClient.valueOf(name);
        while (runs.getAsBoolean()) {
            try {
                client.attack(port, runs::getAsBoolean);
            } catch (IOException e) {
                pause();
            }
        }
    }

    /** The API refuses connections; it is attacked again a little later. */
    private static void pause() {
        try {
            Thread.sleep(BEFORE_ANOTHER_TRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
