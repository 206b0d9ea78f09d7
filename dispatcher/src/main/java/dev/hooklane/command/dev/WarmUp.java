package dev.hooklane.command.dev;

import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;

/** Loads classes of what is started after Kafka while Kafka starts, which mostly waits. */
final class WarmUp {
    private WarmUp() {}

    static void start() {
        Thread.ofPlatform().daemon().name("hooklane-warm-up").start(WarmUp::load);
    }

    private static void load() {
        TinkSecretCipher.of(SecretKeys.generate().toJson());
    }
}
