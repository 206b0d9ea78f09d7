package dev.hooklane.embedded;

import dev.hooklane.http.HeaderNames;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The address and the behaviour of a {@link Receiver}.
 *
 * @param address the address to listen on
 * @param port the port to listen on, or 0 for any free one
 * @param secrets the {@code whsec_} secrets that a request may be signed with, and {@code whpk_}
 *     public keys; empty for no checks
 * @param failRate the share of requests to answer with 500, from 0 to 1
 * @param delay how long every answer is held back
 * @param names those of the sender's headers
 */
public record ReceiverSettings(
        InetAddress address,
        int port,
        List<String> secrets,
        double failRate,
        Duration delay,
        HeaderNames names) {

    /** Checks every value, naming it and its limit. */
    public ReceiverSettings {
        Objects.requireNonNull(address);
        Objects.requireNonNull(names);
        secrets = List.copyOf(secrets);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "receiver: port %d is not in 0..65535".formatted(port));
        }
        if (!(failRate >= 0 && failRate <= 1)) {
            throw new IllegalArgumentException(
                    "receiver: fail rate %s is not in 0..1".formatted(failRate));
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("receiver: delay %s is negative".formatted(delay));
        }
    }

    /**
     * Returns settings for a receiver on this machine only, without secrets, that answers every
     * request with 200 at once.
     */
    public static ReceiverSettings onPort(int port) {
        return new ReceiverSettings(
                InetAddress.getLoopbackAddress(),
                port,
                List.of(),
                0,
                Duration.ZERO,
                HeaderNames.defaults());
    }

    /** Returns the same with these secrets. */
    public ReceiverSettings withSecrets(List<String> newSecrets) {
        return new ReceiverSettings(address, port, newSecrets, failRate, delay, names);
    }

    /** Returns the same with this share of requests answered with 500. */
    public ReceiverSettings withFailRate(double newFailRate) {
        return new ReceiverSettings(address, port, secrets, newFailRate, delay, names);
    }

    /** Returns the same with every answer held back this long. */
    public ReceiverSettings withDelay(Duration newDelay) {
        return new ReceiverSettings(address, port, secrets, failRate, newDelay, names);
    }

    @Override
    public String toString() {
        return "ReceiverSettings[address=%s, port=%d, secrets=%s, failRate=%s, delay=%s]"
                .formatted(address, port, secrets.isEmpty() ? "not set" : "set", failRate, delay);
    }
}
