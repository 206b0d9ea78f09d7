package dev.hooklane.lane;

import static dev.hooklane.lane.LaneFixtures.partition;
import static dev.hooklane.lane.LaneFixtures.work;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.offset.Outcome;
import dev.hooklane.offset.OwnedPartition;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class AdmittedTest {
    private static final int MOST = 8;

    /** A payload of the fixtures has two. */
    private static final long MOST_BYTES = 20;

    private final OwnedPartition partition = partition();
    private final Admitted admitted =
            new Admitted(
                    new LaneSettings(1, 10, MOST, MOST_BYTES, Duration.ZERO, Duration.ZERO, 0));

    @Test
    void isBoundedInNumberAndBytes() {
        assertThat(admitted.reached(0, 0)).isEmpty();
        assertThat(admitted.reached(MOST - 1, MOST_BYTES - 1)).isEmpty();
        assertThat(admitted.reached(MOST, 0)).contains(Bound.ADMITTED);
        assertThat(admitted.reached(0, MOST_BYTES)).contains(Bound.ADMITTED_BYTES);
    }

    @Test
    void outcomesThatAreNotCommittedCountBesideWhatIsAdmitted() {
        admitted.add(work(partition, 0));

        assertThat(admitted.reached(MOST - 1, 0)).contains(Bound.ADMITTED);
        assertThat(admitted.reached(0, MOST_BYTES - 2)).contains(Bound.ADMITTED_BYTES);
        admitted.remove(work(partition, 0));
        assertThat(admitted.reached(MOST - 1, MOST_BYTES - 2)).isEmpty();
    }

    @Test
    void knowsWhetherAPartOfItIsTaken() {
        admitted.add(work(partition, 0));
        assertThat(admitted.isLessThanOneIn(4)).isTrue();

        admitted.add(work(partition, 1));
        assertThat(admitted.isLessThanOneIn(4)).isFalse();
        assertThat(admitted.isLessThanOneIn(2)).isTrue();
    }

    @Test
    void anOutcomeHoldsItsRecordsAndTheirHeaders() {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>("dead-letters", "key".getBytes(UTF_8), new byte[100]);
        letter.headers().add("reason", new byte[20]);
        ProducerRecord<byte[], byte[]> empty =
                new ProducerRecord<>("rejected", "key".getBytes(UTF_8), null);
        empty.headers().add("nothing", null);

        assertThat(new Outcome(partition, 0, List.of(letter, empty)).bytes()).isEqualTo(120);
    }
}
