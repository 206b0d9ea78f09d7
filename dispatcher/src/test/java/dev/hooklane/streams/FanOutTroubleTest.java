package dev.hooklane.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.metrics.Prometheus;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FanOutTroubleTest {
    private final Prometheus prometheus = new Prometheus();
    private final FanOutTrouble trouble =
            new FanOutTrouble(Path.of("/var/lib/hooklane"), prometheus.fanOut());

    @AfterEach
    void close() {
        prometheus.close();
    }

    @Test
    void aFolderThatCantBeWrittenIsNamedInOneLine() {
        trouble.failed(
                new StreamsException(
                        "a task failed",
                        new ProcessorStateException(
                                "store first-published",
                                new AccessDeniedException("/var/lib/hooklane/\nLOCK"))));

        assertThat(trouble.latest())
                .contains(
                        "state-dir /var/lib/hooklane can't be used: "
                                + "java.nio.file.AccessDeniedException: /var/lib/hooklane/ LOCK");
    }

    @Test
    void whatTheNetworkOrTheBrokersFailOnIsNoFaultOfTheFolder() {
        trouble.failed(
                new StreamsException(
                        "a task failed",
                        new SaslAuthenticationException("bad", new IOException("reset"))));

        assertThat(trouble.latest()).contains("java.io.IOException: reset");
    }

    @Test
    void whatIsOverIsNoLongerTold() {
        trouble.failed(new StreamsException("a task failed"));
        trouble.restarts();
        trouble.over();

        assertThat(trouble.latest()).isEmpty();
        assertThat(prometheus.scrape()).contains("hooklane_fanout_restarts_total 1.0");
    }
}
