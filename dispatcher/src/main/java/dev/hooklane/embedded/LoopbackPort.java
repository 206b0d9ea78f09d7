package dev.hooklane.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free ports on the loopback address and detects taken ones. */
public final class LoopbackPort {

    public static final String HOST = "127.0.0.1";

    private static final int CONNECT_MILLIS = 500;
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int MAX_TRIES = 100;

    private LoopbackPort() {}

    /**
     * Returns a port that was free a moment ago; another process may still take it first.
     *
     * <p>It is below the range that systems use for outgoing connections, as one of those may start
     * at any moment. A broker whose controller port is taken halts the whole JVM.
     */
    public static int free() {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (!isTaken(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no free port between %d and %d after %d tries"
                        .formatted(LOWEST, HIGHEST, MAX_TRIES));
    }

    /**
     * Reports whether something listens on the port. It tries to connect as well as to bind, since
     * some systems let one process bind the loopback address beside another that listens on all
     * addresses.
     */
    public static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral(HOST), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return !canBind(port);
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
