package dev.hooklane.denied;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeniedRequestsTest {
    private final DeniedRequests denied = new DeniedRequests();

    @Test
    void ofEachSenderTheFirstTenAreWritten() {
        assertThat(written("203.0.113.7", 500)).isEqualTo(10);
        assertThat(written("203.0.113.8", 3)).isEqualTo(3);
        assertThat(denied.leftOut()).contains(new DeniedRequests.LeftOut(490, "203.0.113.7", 490));
    }

    @Test
    void aStrangerWithManyAddressesFillsNothingEither() {
        long written =
                IntStream.range(0, 100_000).filter(i -> denied.isWritten("2001:db8::" + i)).count();

        assertThat(written).isEqualTo(100);
        assertThat(denied.leftOut()).contains(new DeniedRequests.LeftOut(99_900, "others", 99_000));
    }

    @Test
    void theNextMinuteBeginsAnew() {
        var _ = written("203.0.113.7", 500);
        var _ = denied.leftOut();

        assertThat(denied.leftOut()).isEmpty();
        assertThat(written("203.0.113.7", 500)).isEqualTo(10);
    }

    private long written(String address, int times) {
        return IntStream.range(0, times).filter(_ -> denied.isWritten(address)).count();
    }
}
