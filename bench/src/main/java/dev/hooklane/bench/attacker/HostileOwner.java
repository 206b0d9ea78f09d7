package dev.hooklane.bench.attacker;

import dev.hooklane.bench.attacker.HostileServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** A customer that attacks with endpoints of its own, or with what it may do with them. */
enum HostileOwner implements TenantAttack {
    /** Endpoints at addresses of their own accept connections and never answer. */
    HANGING_ENDPOINTS {
        @Override
        public void attack(TenantApi api, BooleanSupplier runs) {
            publish(api, HostileServer.atManyAddresses(ENDPOINTS, Answer.NOTHING), runs);
        }
    },
    /** Endpoints at addresses of their own send one header after the other, and never the last. */
    SLOW_RESPONSES {
        @Override
        public void attack(TenantApi api, BooleanSupplier runs) {
            publish(api, HostileServer.atManyAddresses(ENDPOINTS, Answer.ENDLESS_HEADERS), runs);
        }
    },
    /** Endpoints that never answer are all at the host at which the others have theirs. */
    ONE_HOST {
        @Override
        public void attack(TenantApi api, BooleanSupplier runs) {
            publish(api, HostileServer.atOneAddress(ENDPOINTS, Answer.NOTHING), runs);
        }
    },
    /**
     * Endpoints have names whose servers never answer ({@link HangingNames}). They were made before
     * the names hung; more are checked meanwhile.
     */
    HANGING_NAMES {
        @Override
        public String account() {
            return HangingNames.ACCOUNT;
        }

        @Override
        public void attack(TenantApi api, BooleanSupplier runs) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.execute(() ->
                        OwnedEndpoints.publish(api, account(), BETWEEN_EVENTS_FOR_NAMES, runs));
                repeat(
                        n ->
                                api.call(
                                        api.post(
                                                "/v1/endpoints/check",
                                                "{\"url\":\"%s\"}"
                                                        .formatted(
                                                                HangingNames.url("checked-" + n)))),
                        runs);
            }
        }
    },
    /** Retries dead letters by hand, one after the other and all again. */
    RETRIES {
        @Override
        public void attack(TenantApi api, BooleanSupplier runs) {
            try (HostileServer server = HostileServer.atOneAddress(1, Answer.FAILURE);
                    OwnedEndpoints endpoints =
                            OwnedEndpoints.make(api, account(), server.urls(), runs)) {
                endpoints.setState("paused");
                endpoints.publish(DELIVERIES, runs);
                List<String> dead = endpoints.awaitDeliveries("dead", DELIVERIES, runs);
                endpoints.setState("enabled");
                repeat(
                        n -> api.call(api.post(retry(dead.get((int) (n % dead.size()))), "")),
                        () -> !dead.isEmpty() && runs.getAsBoolean());
            }
        }
    },
    /** Replays all deliveries of an endpoint, and counts the past events that it never got. */
    REPLAYS {
        @Override
        public void attack(TenantApi api, BooleanSupplier runs) {
            try (HostileServer server = HostileServer.atOneAddress(1, Answer.SUCCESS);
                    OwnedEndpoints endpoints =
                            OwnedEndpoints.make(api, account(), server.urls(), runs)) {
                endpoints.publish(DELIVERIES, runs);
                var _ = endpoints.awaitDeliveries("delivered", DELIVERIES, runs);
                repeat(n -> api.call(api.post("/v1/replays", replay(endpoints.first(), n))), runs);
            }
        }
    },
    /** Has as many pages open as it may have that are updated live, and reads none of them. */
    OPEN_STREAMS {
        @Override
        public void attack(TenantApi api, BooleanSupplier runs) {
            try (HostileServer server = HostileServer.atOneAddress(1, Answer.SUCCESS);
                    OwnedEndpoints endpoints =
                            OwnedEndpoints.make(api, account(), server.urls(), runs);
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                // So that there is something new on the pages.
                threads.execute(() -> endpoints.publish(BETWEEN_EVENTS, runs));
                HeldStreams.hold(api, runs);
            }
        }
    };

    /** As many as one event may be for, by default. */
    private static final int ENDPOINTS = 100;

    /** With so many endpoints, 1,000 deliveries a second. */
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(100);

    private static final Duration BETWEEN_EVENTS_FOR_NAMES = Duration.ofSeconds(1);
    private static final int DELIVERIES = 200;
    private static final int AT_ONCE = 32;

    /**
     * Many times any quota. Without a limit, refused calls would follow each other as fast as this
     * machine can make them, and Hooklane reads larger batches while its CPUs are the limit.
     */
    private static final int CALLS_PER_SECOND = 1_600;

    @Override
    public String account() {
        return HostileTenant.ACCOUNT + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String retry(String delivery) {
        return "/v1/deliveries/" + delivery + "/retry";
    }

    private static String replay(String endpoint, long n) {
        String what =
                n % 2 == 0
                        ? "\"select\":{\"status\":[\"delivered\"]}"
                        : "\"select\":{\"events\":true},\"dryRun\":true";
        return "{\"endpoint\":\"%s\",\"ratePerSecond\":1000,%s}".formatted(endpoint, what);
    }

    /** Publishes for an endpoint at each of the servers. */
    void publish(TenantApi api, HostileServer servers, BooleanSupplier runs) {
        try (servers;
                OwnedEndpoints endpoints =
                        OwnedEndpoints.make(api, account(), servers.urls(), runs)) {
            endpoints.publish(BETWEEN_EVENTS, runs);
        }
    }

    /** Makes calls, many at once, until the time is over. */
    static void repeat(LongConsumer call, BooleanSupplier runs) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                int first = i;
                threads.execute(() -> {
                    Rounds rounds = new Rounds(CALLS_PER_SECOND / AT_ONCE, runs);
                    for (long n = first; rounds.runs(); n += AT_ONCE) {
                        call.accept(n);
                    }
                });
            }
        }
    }
}
