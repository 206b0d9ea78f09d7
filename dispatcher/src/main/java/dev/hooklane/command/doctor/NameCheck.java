package dev.hooklane.command.doctor;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.tunnel.EgressProxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;

/** Looks up the names that an instance needs, as this machine resolves them. */
final class NameCheck {
    private static final String DNS = "dns";

    /** Beyond it, a connection's time is mostly spent on the look-up. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<Finding> findings;

    NameCheck(Consumer<Finding> findings) {
        this.findings = findings;
    }

    void run(HooklaneConfig config) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String broker : config.kafka().bootstrapServers().split(",", -1)) {
            String host = Utils.getHost(broker.strip());
            if (host != null) {
                settings.put(host, "kafka.bootstrap.servers");
            }
        }
        config.egress()
                .proxy()
                .map(EgressProxy::host)
                .ifPresent(host -> settings.put(host, "egress.proxy"));
        String advertised = Utils.getHost(config.api().advertised());
        if (advertised != null) {
            settings.put(advertised, "api.advertised");
        }
        settings.forEach(this::lookUp);
    }

    private void lookUp(String host, String setting) {
        long begun = System.nanoTime();
        // On a thread of its own: a look-up can't be interrupted.
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("hooklane-doctor-dns")
                .start(() -> {
                    try {
                        answer.complete(InetAddress.getAllByName(host));
                    } catch (UnknownHostException e) {
                        answer.completeExceptionally(e);
                    }
                });
        try {
            InetAddress[] addresses = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            findings.accept(
                    took.compareTo(SLOW) > 0
                            ? Finding.warn(
                                    DNS,
                                    "%s has an address, but the answer took %d ms"
                                            .formatted(host, took.toMillis()),
                                    "check this machine's resolvers")
                            : Finding.ok(
                                    DNS,
                                    "%s is %s".formatted(host, addresses[0].getHostAddress())));
        } catch (ExecutionException e) {
            findings.accept(
                    Finding.fail(
                            DNS,
                            "%s has no address".formatted(host),
                            "correct %s, or this machine's resolvers".formatted(setting)));
        } catch (TimeoutException e) {
            findings.accept(
                    Finding.fail(
                            DNS,
                            "no resolver answered about %s within %d s"
                                    .formatted(host, PATIENCE.toSeconds()),
                            "check this machine's resolvers"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
