package dev.hooklane.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Dns;

/** Look-ups with a resolver and a clock of the test's own. */
final class PlayedResolver {
    static final List<InetAddress> ANSWER = List.of(InetAddress.ofLiteral("192.0.2.1"));
    static final Duration LONG = Duration.ofSeconds(10);

    final AtomicInteger asked = new AtomicInteger();
    final AtomicLong nanos = new AtomicLong();
    private final List<BoundedDns> made = new ArrayList<>();

    BoundedDns dns(Dns resolver, Duration patience) {
        BoundedDns dns =
                new BoundedDns(
                        host -> {
                            asked.incrementAndGet();
                            return resolver.lookup(host);
                        },
                        () -> patience,
                        nanos::get);
        made.add(dns);
        return dns;
    }

    void close() {
        made.forEach(BoundedDns::close);
    }

    static void lookUp(BoundedDns dns, String host) {
        try {
            dns.lookup(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
