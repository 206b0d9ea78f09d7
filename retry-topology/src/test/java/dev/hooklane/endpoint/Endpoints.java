package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Endpoints for tests. */
public final class Endpoints {
    public static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    public static final AccountId ACCOUNT = new AccountId("acct_1");

    private Endpoints() {}

    public static Endpoint of(AccountId account, long seed, String... eventTypes) {
        Random random = new Random(seed);
        return new Endpoint(
                EndpointId.random(random),
                account,
                URI.create("https://example.com/hooks?token=secret"),
                "orders",
                EventSelection.of(eventTypes),
                Map.of("X-Own", "value"),
                EndpointSettings.defaults(),
                new EndpointState.Enabled(),
                List.of(EndpointSecret.random(random, NOW)),
                NOW,
                NOW);
    }

    /** Encrypts nothing; puts the endpoint's id in front so that a mix-up is seen. */
    public static SecretCipher plainCipher() {
        return cipher("");
    }

    /** Opens nothing that {@link #plainCipher} has sealed. */
    public static SecretCipher cipherWithAnotherKey() {
        return cipher("other:");
    }

    private static SecretCipher cipher(String key) {
        return new SecretCipher() {
            @Override
            public String seal(EndpointId endpoint, String secret) {
                return key + endpoint.value() + ":" + secret;
            }

            @Override
            public String open(EndpointId endpoint, String sealed) {
                if (!sealed.startsWith(key + endpoint.value() + ":")) {
                    throw new IllegalArgumentException("sealed for another endpoint");
                }
                return sealed.substring(key.length() + endpoint.value().length() + 1);
            }

            @Override
            public String seal(byte[] bound, byte[] plain) {
                return key + hex(bound) + ":" + hex(plain);
            }

            @Override
            public byte[] open(byte[] bound, String sealed) {
                if (!sealed.startsWith(key + hex(bound) + ":")) {
                    throw new IllegalArgumentException("bound to something else");
                }
                return HexFormat.of().parseHex(sealed.substring(sealed.lastIndexOf(':') + 1));
            }

            private static String hex(byte[] bytes) {
                return HexFormat.of().formatHex(bytes);
            }

            @Override
            public Optional<String> keyOf(String sealed) {
                return Optional.of(sealed.startsWith("other:") ? "other" : "plain");
            }

            @Override
            public boolean hasOtherKeys() {
                return false;
            }

            @Override
            public boolean isCurrent(String sealed) {
                return true;
            }
        };
    }
}
