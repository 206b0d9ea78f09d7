package dev.hooklane.command.dev;

import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;

/** Loads the classes of later parts during Kafka's start, which mostly waits. */
final class ClassPreload {
    private ClassPreload() {}

    static void start() {
        Thread.ofPlatform().daemon().name("hooklane-warm-up").start(ClassPreload::load);
    }

    private static void load() {
        TinkSecretCipher.of(SecretKeys.generate().toJson());
    }
}
