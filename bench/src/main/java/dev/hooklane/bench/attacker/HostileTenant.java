package dev.hooklane.bench.attacker;

import java.util.function.BooleanSupplier;

/** A customer that makes as many calls of one kind as it can. */
enum HostileTenant implements TenantAttack {
    CALLS {
        @Override
        void call(TenantApi api, long n) {
            api.call(api.get("/v1/endpoints"));
        }
    },
    /** Adds endpoints, until the quota and on. */
    NEW_ENDPOINTS {
        @Override
        void call(TenantApi api, long n) {
            api.call(
                    api.post(
                            "/v1/endpoints",
                            "{\"account\":\"%s\",\"url\":\"https://example.com/%d\",\"eventTypes\":[\"*\"],\"description\":\"%s\"}"
                                    .formatted(account(), n, "x".repeat(200))));
        }
    },
    /** Looks up events that don't exist, for which the whole topic is searched. */
    LOOK_UPS {
        @Override
        void call(TenantApi api, long n) {
            api.call(api.get("/v1/events/evt_%016d".formatted(n)));
        }
    },
    DELIVERY_LISTS {
        @Override
        void call(TenantApi api, long n) {
            api.call(api.get("/v1/deliveries?limit=100"));
        }
    },
    /** Publishes events to an endpoint that hangs. */
    EVENTS {
        @Override
        void call(TenantApi api, long n) {
            var _ =
                    api.publish(
                            "/v1/events",
                            "{\"account\":\"%s\",\"type\":\"message.created\",\"data\":{\"text\":\"%s\"}}"
                                    .formatted(account(), "x".repeat(2_000)));
        }
    },
    /** Mints portal links. */
    PORTAL_LINKS {
        @Override
        void call(TenantApi api, long n) {
            api.call(api.post("/v1/portal-links", "{\"account\":\"%s\"}".formatted(account())));
        }
    };

    /** The account of all of them; it has an endpoint that hangs. */
    static final String ACCOUNT = "hostile";

    @Override
    public String account() {
        return ACCOUNT;
    }

    /** Makes the n-th call. */
    abstract void call(TenantApi api, long n);

    @Override
    public void attack(TenantApi api, BooleanSupplier runs) {
        HostileOwner.repeat(n -> call(api, n), runs);
    }
}
