package dev.hooklane.tunnel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections to endpoints through the egress proxy, by {@code CONNECT} to the address that
 * was vetted here. Any thread may use it.
 */
public final class Tunnels {
    private static final int PROXY_WANTS_CREDENTIALS = 407;
    private static final int PROBE_MILLIS = 1_000;
    private static final long PROBED_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WARN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Logger log = LoggerFactory.getLogger(Tunnels.class);

    private final EgressProxy proxy;
    private final Names names;
    private final LongSupplier nanoTime;
    private final Refusals refusals;
    private long probedAt;
    private boolean probed;
    private boolean answered;
    private long warnedAt;
    private boolean warned;

    /** Finds the proxy's addresses. */
    public interface Names {
        List<InetAddress> lookup(String host) throws UnknownHostException;
    }

    public Tunnels(EgressProxy proxy, Names names) {
        this(proxy, names, System::nanoTime);
    }

    Tunnels(EgressProxy proxy, Names names, LongSupplier nanoTime) {
        this.proxy = proxy;
        this.names = names;
        this.nanoTime = nanoTime;
        this.refusals = new Refusals(nanoTime);
    }

    /**
     * Makes a tunnel of a connection.
     *
     * @param millis how long that may take; 0 for no limit
     * @throws ProxyException if there is none, and the endpoint is not known to be the reason
     * @throws UnreachableException if the endpoint is
     */
    public void open(Wire wire, InetSocketAddress target, int millis) throws IOException {
        long startNanos = nanoTime.getAsLong();
        try {
            wire.connect(new InetSocketAddress(address(), proxy.port()), millis);
        } catch (IOException e) {
            throw failed("egress.proxy %s can't be reached: %s".formatted(proxy, text(e)), e);
        }
        int status;
        try {
            wire.awaitAtMost(left(millis, startNanos));
            wire.out().write(ConnectRequest.bytes(proxy, target));
            wire.out().flush();
            status = ConnectRequest.status(wire.in());
            wire.awaitAtMost(0);
        } catch (IOException e) {
            throw refused(target, "does not answer: " + text(e), e);
        }
        if (status == PROXY_WANTS_CREDENTIALS) {
            throw failed(
                    "egress.proxy %s answers 407: it wants other credentials".formatted(proxy),
                    null);
        }
        if (status < 200 || status > 299) {
            throw refused(target, "answers " + status, null);
        }
        refusals.opened(target);
    }

    private InetAddress address() throws UnknownHostException {
        return names.lookup(proxy.host()).getFirst();
    }

    private int left(int millis, long startNanos) {
        long spent = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos);
        return millis == 0 ? 0 : (int) Math.max(1, millis - spent);
    }

    private IOException refused(
            InetSocketAddress target, String what, @Nullable IOException cause) {
        if (refusals.refused(target)) {
            return new UnreachableException("no connection through the installation's proxy");
        }
        return failed("egress.proxy %s %s".formatted(proxy, what), cause);
    }

    private ProxyException failed(String message, @Nullable IOException cause) {
        warn(message);
        return new ProxyException(message, cause);
    }

    private synchronized void warn(String message) {
        long now = nanoTime.getAsLong();
        if (!warned || now - warnedAt >= WARN_NANOS) {
            warned = true;
            warnedAt = now;
            log.warn("egress.proxy_failed {}", message);
        }
    }

    /**
     * Reports whether the proxy accepts connections now. A tunnel that broke while it does not says
     * nothing about its endpoint. May take a second.
     */
    public synchronized boolean proxyAnswers() {
        long now = nanoTime.getAsLong();
        if (!probed || now - probedAt >= PROBED_FOR_NANOS) {
            answered = probe();
            probed = true;
            probedAt = nanoTime.getAsLong();
        }
        return answered;
    }

    private boolean probe() {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(address(), proxy.port()), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            warn("egress.proxy %s can't be reached: %s".formatted(proxy, text(e)));
            return false;
        }
    }

    private static String text(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
