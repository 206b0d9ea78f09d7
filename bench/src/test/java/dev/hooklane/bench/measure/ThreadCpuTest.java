package dev.hooklane.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadCpuTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\u0000',
            value = {
                "main, load",
                "load-31, load",
                "HttpClient-2-Worker-0, load",
                "HttpClient-1-SelectorManager, load",
                "kafka-producer-network-thread | hooklane-publisher, load",
                "kafka-producer-network-thread | hooklane-outcomes, kafka-producer-network-thread | hooklane-outcomes",
                "data-plane-kafka-request-handler-3, broker",
                "data-plane-kafka-network-thread-1-ListenerName(PLAINTEXT)-PLAINTEXT-0, broker",
                "kafka-1-raft-io-thread, broker",
                "broker-1-lifecycle-manager-event-handler, broker",
                "group-coordinator-event-processor-0, broker",
                "ExpirationReaper-1-Fetch, broker",
                "ForkJoinPool-1-worker-2, ForkJoinPool-#-worker-#",
                "hooklane-fan-out-3f2b1c00-1111-2222-3333-444455556666-StreamThread-1, hooklane-fan-out-#-StreamThread-#"
            })
    void threadsAreToldApartByTheirNames(String name, String kind) {
        assertThat(ThreadCpu.kind(name)).isEqualTo(kind);
    }

    @Test
    void aThreadsTimeIsThatSinceTheBeginning() {
        ThreadCpu cpu = new ThreadCpu();
        long end = System.nanoTime() + 50_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        String mine = ThreadCpu.kind(Thread.currentThread().getName());
        assertThat(cpu.micros(1)).containsKey(mine);
        assertThat(cpu.micros(1).getOrDefault(mine, 0.0)).isBetween(1_000.0, 10_000_000.0);
    }

    @Test
    void theProductsTimeIsTheRest() {
        assertThat(ThreadCpu.ofProduct(100, Map.of("broker", 16.0, "load", 11.0, "hooklane", 40.0)))
                .isEqualTo(73);
    }
}
