package dev.hooklane.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.config.ConfigReader;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.embedded.EmbeddedBroker;
import dev.hooklane.embedded.LoopbackPort;
import dev.hooklane.secret.SecretKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance starts before its brokers. */
final class KafkaAtStartIT {
    private static final int PATIENCE_SECONDS = 30;

    private final int port = LoopbackPort.free();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();

    @TempDir private Path folder;

    @Test
    void theStartWaitsForTheFirstBrokerThatAnswers() throws Exception {
        CompletableFuture<Boolean> waiting = waiting();
        awaitLooks(3);
        assertThat(waiting).isNotDone();

        EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
        try {
            assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            broker.close();
        }
    }

    @Test
    void anInstanceThatIsStoppedMeanwhileWaitsNoMore() throws Exception {
        CompletableFuture<Boolean> waiting = waiting();
        awaitLooks(2);

        stopped.set(true);

        assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
    }

    private CompletableFuture<Boolean> waiting() {
        HooklaneConfig config =
                ConfigReader.read(
                        "",
                        Map.of(),
                        Map.of(
                                "kafka.bootstrap.servers",
                                LoopbackPort.HOST + ":" + port,
                                "roles",
                                "delivery",
                                "secrets.key",
                                SecretKeys.generate().toJson()));
        return CompletableFuture.supplyAsync(
                () -> KafkaAtStart.await(config, this::isStopped), Thread::startVirtualThread);
    }

    private boolean isStopped() {
        looks.incrementAndGet();
        return stopped.get();
    }

    private void awaitLooks(int atLeast) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> looks.get() >= atLeast);
    }
}
