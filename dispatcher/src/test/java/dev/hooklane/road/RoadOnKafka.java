package dev.hooklane.road;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;

/**
 * The road against a broker of another version: {@code ./hooklane test --kafka 4.0.2}, which names
 * the file with its class path. Published events are fanned out, retried, dead letters, replayed,
 * and known to the history.
 */
@Tag(RoadOnKafka.TAG)
abstract class RoadOnKafka {
    static final String TAG = "kafka";

    @BeforeAll
    static void needsItsVersion(TestInfo test) {
        String property = property(test.getTestClass().orElseThrow());
        assumeTrue(System.getProperty(property) != null, property + " names no class path");
    }

    /** Returns the class path of the version that this class is for. */
    static String classPath(Class<?> of) {
        try {
            return Files.readString(Path.of(System.getProperty(property(of), ""))).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(Class<?> of) {
        return "hooklane." + of.getSimpleName().replace("RoadOnKafka", "kafka").replace("IT", "");
    }

    @Nested
    class FiveAttempts extends FiveAttemptsIT {}

    @Nested
    class Replay extends ReplayIT {}

    @Nested
    class CommittedEvents extends CommittedEventsIT {}

    @Nested
    class FailedTransaction extends FailedTransactionIT {}

    @Nested
    class RebalanceWhileWaiting extends RebalanceWhileWaitingIT {}
}
