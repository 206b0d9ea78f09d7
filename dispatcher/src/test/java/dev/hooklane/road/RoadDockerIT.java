package dev.hooklane.road;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.testcontainers.DockerClientFactory;

/**
 * The road suite once more, against the official image: {@code mvn verify -Pdocker}. Where there is
 * no Docker it is skipped, and says so.
 */
@Tag(Brokers.DOCKER)
class RoadDockerIT {
    @BeforeAll
    static void needsDocker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String reason = "RoadDockerIT is skipped: no Docker daemon can be reached from here";
            System.out.println(reason);
            abort(reason);
        }
    }

    @Nested
    class FiveAttempts extends FiveAttemptsIT {}

    @Nested
    class RetryAfter extends RetryAfterIT {}

    @Nested
    class EndpointStates extends EndpointStatesIT {}

    @Nested
    class FailingEndpoints extends FailingEndpointsIT {}

    @Nested
    class Rejected extends RejectedIT {}

    @Nested
    class FailedTransaction extends FailedTransactionIT {}

    @Nested
    class RebalanceWhileWaiting extends RebalanceWhileWaitingIT {}

    @Nested
    class KillNine extends KillNineIT {}
}
