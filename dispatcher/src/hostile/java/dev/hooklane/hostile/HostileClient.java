package dev.hooklane.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Clients without a key that want the API to stop, each in its own way. All are on one address. */
public enum HostileClient {
    /** Opens connections and says nothing. */
    IDLE(100) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            hold(port, clock, 300, "", "");
        }
    },
    /** Sends one header after the other, and never the last. */
    SLOW_HEADERS(100) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            hold(port, clock, 150, "GET / HTTP/1.1\r\nHost: x\r\n", "X: 1\r\n");
        }
    },
    /** Sends a body byte by byte. */
    DRIPPED_BODY(100) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            hold(port, clock, 150, post("Content-Length: 16000\r\n"), "x");
        }
    },
    MANY_HEADERS(250) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            while (clock.runs()) {
                once(port, "GET / HTTP/1.1\r\nHost: x\r\n", "a:b\r\n".repeat(100_000));
            }
        }
    },
    MULTIPART(13) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            while (clock.runs()) {
                once(
                        port,
                        post(
                                "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n"),
                        PART + "x".repeat(9_000_000 - PART.length()));
            }
        }
    },
    LARGE_FORM(13) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            while (clock.runs()) {
                once(
                        port,
                        post(
                                "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n"),
                        ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").repeat(9));
            }
        }
    },
    /** Leaves in the middle of a request, over and over. */
    EARLY_CLOSE(1_000) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            while (clock.runs()) {
                once(port, post("Content-Length: 1000\r\n"), "abc");
            }
        }
    },
    WRONG_KEYS(1_000) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            while (clock.runs()) {
                try (Socket socket = open(port)) {
                    send(
                            socket,
                            "GET /v1/endpoints HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer wrong\r\n\r\n");
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // Refused.
                }
            }
        }
    },
    /** Asks for much and reads nothing of it. */
    UNREAD_ANSWERS(100) {
        @Override
        public void attack(int port, Clock clock) throws IOException {
            hold(port, clock, 60, "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200), "");
        }
    };

    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n";

    private final int roundsPerSecond;

    HostileClient(int roundsPerSecond) {
        this.roundsPerSecond = roundsPerSecond;
    }

    /**
     * Returns how many rounds a second one machine makes of it, over a line of 1 Gbit/s: as many as
     * it holds of large requests, 1,000 of small ones, or something on each connection every 10 ms.
     */
    public int roundsPerSecond() {
        return roundsPerSecond;
    }

    /** Tells how long to go on; it is asked before each round. */
    public interface Clock {
        boolean runs();
    }

    /** Attacks until the time is over. */
    public abstract void attack(int port, Clock clock) throws IOException;

    private static String post(String headers) {
        return "POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n%s\r\n"
                .formatted(headers);
    }

    /** Sends what the server may end at any byte, and leaves. */
    private static void once(int port, String head, String body) {
        try (Socket socket = open(port)) {
            send(socket, head);
            send(socket, body);
        } catch (IOException e) {
            // Refused in the middle.
        }
    }

    /** Keeps so many connections open, opens new ones for those that are closed, and drips. */
    private static void hold(int port, Clock clock, int count, String first, String drip)
            throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            while (clock.runs()) {
                List<Socket> ended = new ArrayList<>();
                for (Socket socket : held) {
                    if (!sent(socket, drip)) {
                        ended.add(socket);
                    }
                }
                for (Socket socket : ended) {
                    socket.close();
                }
                held.removeAll(ended);
                for (int i = 0; i < 20 && held.size() < count; i++) {
                    Socket socket = open(port);
                    held.add(socket);
                    sent(socket, first);
                }
            }
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private static boolean sent(Socket socket, String text) {
        try {
            send(socket, text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(2_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
