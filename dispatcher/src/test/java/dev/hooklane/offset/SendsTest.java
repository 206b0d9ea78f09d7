package dev.hooklane.offset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.lane.LaneFixtures;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class SendsTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final OwnedPartition partition = LaneFixtures.partition();
    private final Outcome one = outcome(1, "hooklane.history", 0);
    private final Outcome other = outcome(2, "hooklane.dead-letters", 3);
    private final Sends sends = new Sends();

    private Outcome outcome(long offset, String topic, int to) {
        return new Outcome(
                partition,
                offset,
                List.of(new ProducerRecord<>(topic, to, "key".getBytes(UTF_8), new byte[1])));
    }

    @Test
    void theyAreWrittenOnceAllAre() {
        sends.send(producer, List.of(one, other));
        producer.completeNext();
        producer.completeNext();

        assertThat(sends.areWritten(SOON)).isTrue();
    }

    @Test
    void nothingToSendIsWritten() {
        sends.send(producer, List.of());

        assertThat(sends.areWritten(SOON)).isTrue();
    }

    @Test
    void whatWasRefusedIsToBlame() {
        sends.send(producer, List.of(one, other));
        producer.completeNext();
        producer.errorNext(new RecordTooLargeException("too large"));

        assertThat(sends.areWritten(SOON)).isFalse();
        assertThat(sends.blame()).isEqualTo(new Blame.Outcomes(List.of(other), true));
        assertThat(sends.why()).contains("hooklane.dead-letters-3", "too large");
    }

    @Test
    void anErrorThatNobodyKnowsMakesSuspectsOnly() {
        sends.send(producer, List.of(one, other));
        producer.errorNext(new UnknownServerException("?"));

        assertThat(sends.areWritten(SOON)).isFalse();
        assertThat(sends.blame()).isEqualTo(new Blame.Outcomes(List.of(one), false));
    }

    @Test
    void whereNothingWasAnsweredThePartitionIsToBlame() {
        sends.send(producer, List.of(one, other));
        producer.completeNext();

        assertThat(sends.areWritten(SOON)).isFalse();
        assertThat(sends.blame())
                .isEqualTo(
                        new Blame.Partitions(
                                Set.of(new TopicPartition("hooklane.dead-letters", 3))));
    }

    @Test
    void ofAPartitionThatFailsTheFirstFailureTells() {
        sends.send(producer, List.of(one, other));
        producer.errorNext(new NotEnoughReplicasException("one of two"));
        producer.errorNext(new NotEnoughReplicasException("one of two"));

        assertThat(sends.areWritten(SOON)).isFalse();
        assertThat(sends.blame())
                .isEqualTo(new Blame.Partitions(Set.of(new TopicPartition("hooklane.history", 0))));
    }

    @Test
    void aRightThatIsLostIsThePartitions() {
        assertThat(Blame.Kind.of(new TopicAuthorizationException("no")))
                .isEqualTo(Blame.Kind.PARTITION);
    }

    @Test
    void whatEndsTheProducerIsNobodysFault() {
        assertThat(Blame.Kind.of(new ProducerFencedException("fenced")))
                .isEqualTo(Blame.Kind.NOBODY);
        assertThat(Blame.Kind.of(new CommitFailedException())).isEqualTo(Blame.Kind.NOBODY);
    }

    @Test
    void theCauseTellsWhatIsWrapped() {
        assertThat(
                        Blame.Kind.of(
                                new KafkaException(
                                        "in an error state", new RecordTooLargeException())))
                .isEqualTo(Blame.Kind.RECORD);
        assertThat(Blame.Kind.of(new KafkaException("?"))).isEqualTo(Blame.Kind.UNKNOWN);
    }
}
