package dev.hooklane.e2e.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on the loopback address, each handed out once. They are below the range of outgoing
 * connections, so that a restarted process still finds its own port free.
 */
public final class Ports {
    public static final String HOST = "127.0.0.1";
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private final Set<Integer> given = new HashSet<>();

    public synchronized int free() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!given.contains(port) && canBind(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException(
                "no free port between %d and %d".formatted(LOWEST, HIGHEST));
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
