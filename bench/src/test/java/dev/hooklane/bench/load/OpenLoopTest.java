package dev.hooklane.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.bench.receiver.Manner;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final OpenLoop SCHEDULE =
            new OpenLoop(400, Duration.ofSeconds(5), Duration.ofSeconds(60));

    private static final List<URI> HOSTS = List.of(URI.create("http://127.0.0.1:1/"));

    @Test
    void latenciesAreThoseOfTheMeasuredEventsThatCount() {
        Audience audience =
                Audience.oneEndpointAnEvent(
                        "mixed", 5, HOSTS, number -> number % 10 == 0 ? Manner.HANG : Manner.OK);

        assertThat(SCHEDULE.events()).isEqualTo(26_000);
        assertThat(SCHEDULE.countedOf(audience)).isEqualTo(23_400);
        assertThat(SCHEDULE.latenciesOf(audience)).isEqualTo(21_600);
    }

    @Test
    void anEventForFourEndpointsCountsFourTimes() {
        Audience audience = Audience.fourEndpointsAnEvent("all", 5, HOSTS);

        assertThat(SCHEDULE.countedOf(audience)).isEqualTo(104_000);
    }
}
