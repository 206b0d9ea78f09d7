package dev.hooklane.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Finds free ports on the loopback address and tells taken ones. */
final class LoopbackPort {

    static final String HOST = "127.0.0.1";

    private static final int CONNECT_MILLIS = 500;

    private LoopbackPort() {}

    /** Returns a port that was free a moment ago; another process may still take it first. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
    }

    /**
     * Returns whether something listens on the port. Connecting is tried as well as binding, since
     * some systems let one process bind the loopback address beside another that listens on all
     * addresses.
     */
    static boolean isTaken(int port) {
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
