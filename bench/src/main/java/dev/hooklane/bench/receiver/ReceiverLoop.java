package dev.hooklane.bench.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An HTTP/1.1 server that treats each request as its path says, usually with 200. It has one
 * thread, non-blocking I/O, keep-alive connections, and several ports on the loopback address.
 */
final class ReceiverLoop {
    private static final int FIRST_BUFFER_BYTES = 8 * 1024;
    private static final int BACKLOG = 4_096;
    private static final byte[] ANSWER = answer("200 OK", "ok");
    private static final byte[] FAILURE = answer("500 Internal Server Error", "no");

    private final Tally tally;
    private final Selector selector;
    private final List<Integer> ports = new ArrayList<>();
    private final RequestFrame frame = new RequestFrame();
    private final LateAnswers<Connection> late = new LateAnswers<>(Manner.LATE_BY);

    ReceiverLoop(Tally tally, int portCount) throws IOException {
        this.tally = tally;
        selector = Selector.open();
        for (int i = 0; i < portCount; i++) {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            ports.add(((InetSocketAddress) server.getLocalAddress()).getPort());
        }
    }

    /** Returns the ports that it listens on. */
    List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Serves until the process ends. */
    void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::serve, late.untilNextMillis(System.nanoTime()));
                late.takeDue(System.nanoTime(), Connection::answerLate);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] answer(String status, String body) {
        return "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
            } else {
                ((Connection) key.attachment()).serve();
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    private static void close(SelectionKey key) {
        key.cancel();
        close((Closeable) key.channel());
    }

    private static void close(Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The client is gone, which is the desired result.
        }
    }

    /** One client connection, with the bytes of an incomplete request. */
    private final class Connection {
        private final SocketChannel channel;
        private ByteBuffer in = ByteBuffer.allocate(FIRST_BUFFER_BYTES);

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void serve() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("closed by the client");
            }
            int from = 0;
            while (frame.find(in.array(), from, in.position())) {
                serve(Manner.of(in.array(), from));
                from = frame.end();
            }
            in.flip().position(from);
            in.compact();
            if (!in.hasRemaining()) {
                in = ByteBuffer.wrap(Arrays.copyOf(in.array(), in.capacity() * 2));
                in.position(in.capacity() / 2);
            }
        }

        private void serve(Manner manner) throws IOException {
            switch (manner) {
                case OK -> {
                    tally.received(frame.sentAtNanos(in.array()));
                    write(ANSWER);
                }
                case LATE -> {
                    tally.received(frame.sentAtNanos(in.array()));
                    late.add(this, System.nanoTime());
                }
                case ASIDE -> {
                    tally.receivedAside();
                    write(ANSWER);
                }
                case FAIL -> write(FAILURE);
                case HANG -> {}
            }
        }

        /** Answers late; the client may have left meanwhile. */
        private void answerLate() {
            try {
                write(ANSWER);
            } catch (IOException e) {
                close(channel);
            }
        }

        /** Fails if the client does not read its answers; none of ours does that. */
        private void write(byte[] bytes) throws IOException {
            ByteBuffer answer = ByteBuffer.wrap(bytes);
            channel.write(answer);
            if (answer.hasRemaining()) {
                throw new IOException("the client does not read");
            }
        }
    }
}
