package dev.hooklane.bench.attacker;

import dev.hooklane.hostile.HostileClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
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
     * Attacks, and exits with status 1 if an attack alone could not take place: its figures would
     * be good ones. Beside all others, the API may have refused it because of them.
     *
     * @param arguments the API's port, or 0 for a server of this process; and names of attacks,
     *     those of tenants with {@code =} and the keys
     */
    public static void main(String[] arguments) throws IOException {
        int port = arguments[0].equals("0") ? silentServer() : Integer.parseInt(arguments[0]);
        AtomicBoolean runs = new AtomicBoolean(true);
        AtomicBoolean failed = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String attack : Arrays.asList(arguments).subList(1, arguments.length)) {
                threads.execute(() -> {
                    try {
                        attack(attack, port, runs::get);
                    } catch (RuntimeException e) {
                        failed.set(true);
                        System.err.printf(
                                "bench: the attack %s failed: %s%n", attack.split("=", 2)[0], e);
                    }
                });
            }
            while (System.in.read() >= 0) {
                // Only its end counts.
            }
            runs.set(false);
        }
        if (failed.get() && arguments.length == 2) {
            System.exit(1);
        }
    }

    /** Starts a server that takes everything and answers nothing, and returns its port. */
    private static int silentServer() {
        return HostileServer.atOneAddress(1, HostileServer.Answer.NOTHING)
                .urls()
                .getFirst()
                .getPort();
    }

    /** Returns the attacks of tenants. */
    static Stream<TenantAttack> tenants() {
        return Stream.of(HostileTenant.values(), HostileOwner.values()).flatMap(Arrays::stream);
    }

    private static void attack(String attack, int port, BooleanSupplier runs) {
        String[] nameAndKeys = attack.split("=", 2);
        if (nameAndKeys.length == 2) {
            attackAsTenant(nameAndKeys[0], TenantKeys.parse(nameAndKeys[1]), port, runs);
        } else {
            attackAsStranger(HostileClient.valueOf(attack), port, runs);
        }
    }

    private static void attackAsTenant(
            String name, TenantKeys keys, int port, BooleanSupplier runs) {
        TenantAttack attack =
                tenants().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        try (TenantApi api = new TenantApi(URI.create("http://127.0.0.1:" + port), keys)) {
            attack.attack(api, runs);
            if (api.forbidden() > 0) {
                throw new IllegalStateException(
                        "%d calls were forbidden".formatted(api.forbidden()));
            }
        }
    }

    private static void attackAsStranger(HostileClient client, int port, BooleanSupplier runs) {
        Rounds rounds = new Rounds(client.roundsPerSecond(), runs);
        while (runs.getAsBoolean()) {
            try {
                client.attack(port, rounds);
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
