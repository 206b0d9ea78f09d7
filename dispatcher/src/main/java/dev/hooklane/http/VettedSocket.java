package dev.hooklane.http;

import dev.hooklane.egress.UrlProblem;
import dev.hooklane.event.AccountId;
import dev.hooklane.share.ShareOwner;
import dev.hooklane.thirdparty.Seat;
import dev.hooklane.tunnel.Wire;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A socket that connects only where the rules allow. It judges the very address that it is about to
 * connect to, so neither an IP literal nor a changed DNS answer gets past it.
 */
final class VettedSocket extends Socket {
    /** How long a machine may take to reset a connection, besides the way to it and back. */
    private static final long RESET_NANOS = 10_000_000;

    private final SocketEgress egress;
    private final AtomicReference<Seat> seat = new AtomicReference<>(Seat.FREE);
    private volatile boolean tunnelled;
    private volatile long releasedNanos = System.nanoTime();
    private volatile @Nullable Runnable onClose;
    private volatile boolean tls;
    private volatile boolean spent;
    private volatile int exchanges;
    private volatile long written;
    private volatile long writtenAtNanos;
    private volatile long roundTripNanos;
    private @Nullable ResponseBytes responses;

    VettedSocket(SocketEgress egress) {
        // A plain socket would ask the machine's proxy selector for a SOCKS proxy.
        super(Proxy.NO_PROXY);
        this.egress = egress;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        if (!(endpoint instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            throw new ForbiddenAddressException(
                    UrlProblem.of(endpoint + " is not a resolved address"));
        }
        UrlProblem problem = egress.rules().forbidden(inet.getAddress()).orElse(null);
        if (problem != null) {
            throw new ForbiddenAddressException(problem);
        }
        takeSeat(inet.getAddress());
        // The last segment of a body must not wait for the acknowledgement of the one before.
        setTcpNoDelay(true);
        ConnectShare share = AttemptDeadline.connectShare();
        int mostMillis = share.begin(timeoutMillis);
        long startNanos = System.nanoTime();
        try {
            if (egress.tunnels().isPresent()) {
                tunnelled = true;
                egress.tunnels().get().open(new Raw(), inet, mostMillis);
            } else {
                super.connect(endpoint, mostMillis);
            }
        } finally {
            share.end();
        }
        roundTripNanos = System.nanoTime() - startNanos;
    }

    private void takeSeat(InetAddress address) throws TargetBusyException {
        Optional<AccountId> account = ShareOwner.account();
        if (account.isEmpty() || egress.rules().isOpenedByOperator(address)) {
            return;
        }
        Seat wanted = egress.addresses().seat(target(address), account.get());
        if (!wanted.tryEnter(System.nanoTime())) {
            throw new TargetBusyException();
        }
        seat.getAndSet(wanted).leave();
        if (isClosed()) {
            seat.getAndSet(Seat.FREE).leave();
        }
    }

    /** Returns an address as a target: of IPv6, a machine usually has a /64 of its own. */
    private static String target(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address
                ? String.join(":", Arrays.asList(text.split(":", -1)).subList(0, 4)) + "::/64"
                : text;
    }

    /** The connection as it is below the tunnel. */
    private final class Raw implements Wire {
        @Override
        public void connect(InetSocketAddress proxy, int millis) throws IOException {
            VettedSocket.super.connect(proxy, millis);
        }

        @Override
        public void awaitAtMost(int millis) throws IOException {
            setSoTimeout(millis);
        }

        @Override
        public InputStream in() throws IOException {
            return VettedSocket.super.getInputStream();
        }

        @Override
        public OutputStream out() throws IOException {
            return VettedSocket.super.getOutputStream();
        }
    }

    /** Takes note that it carries TLS from now on, so its bytes are not lines. */
    void carriesTls() {
        tls = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream raw = super.getInputStream();
        return tls ? raw : responses(raw);
    }

    /** Returns where responses are read from; over TLS, these are the decrypted bytes. */
    synchronized ResponseBytes responses(InputStream plain) {
        if (responses == null || tls) {
            responses = new ResponseBytes(plain);
        }
        return responses;
    }

    /** Returns the same, once a first response has been read from there; null over HTTP/2. */
    synchronized @Nullable ResponseBytes responses() {
        return responses;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Counted(super.getOutputStream());
    }

    /** Returns how many bytes the machine accepted to send, including TLS. */
    long writtenBytes() {
        return written;
    }

    /**
     * Counts the bytes written. OkHttp writes 8 KiB at most at once, and all of it is accepted, or
     * none.
     */
    private final class Counted extends FilterOutputStream {
        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            // One thread at a time writes to a connection.
            written = writtenBytes() + length;
            writtenAtNanos = System.nanoTime();
        }
    }

    /** Reports whether there are unread bytes, encrypted or not. */
    boolean hasUnread() throws IOException {
        return super.getInputStream().available() > 0;
    }

    /**
     * Reports whether the peer closed this connection before it had read all bytes: its machine
     * then refuses the rest with a reset. If the peer had read everything, the connection only
     * ends. Called once, after that end was read; spoils the connection. Over TLS nothing can be
     * said, because TLS has sent bytes of its own after the end; nor through a proxy, whose machine
     * answers instead.
     */
    boolean refusedBytes() {
        if (tls || tunnelled || isClosed()) {
            return false;
        }
        awaitReset();
        try {
            super.getOutputStream().write('\n');
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Waits until a reset that the last bytes have caused would be here. */
    private void awaitReset() {
        long arrivalNanos = writtenAtNanos + 2 * roundTripNanos;
        LockSupport.parkNanos(Math.max(0, arrivalNanos - System.nanoTime()) + RESET_NANOS);
    }

    /** Takes note that the server answers nothing more on this connection. */
    void spend() {
        spent = true;
    }

    boolean isSpent() {
        return spent;
    }

    /** Returns how many exchanges it has carried. */
    int exchanges() {
        return exchanges;
    }

    /** Notes that an exchange begins. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One exchange at a time, over HTTP/1.
    void began() {
        exchanges++;
    }

    /** Notes that an exchange is over and the connection idle from now on. */
    void released() {
        releasedNanos = System.nanoTime();
    }

    long idleNanos() {
        return System.nanoTime() - releasedNanos;
    }

    void onClose(Runnable action) {
        onClose = action;
    }

    @Override
    public void close() throws IOException {
        super.close();
        seat.getAndSet(Seat.FREE).leave();
        Runnable action = onClose;
        if (action != null) {
            action.run();
        }
    }
}
