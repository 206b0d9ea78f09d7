package dev.hooklane.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.progress.PartitionProgress.Seen;
import dev.hooklane.progress.PartitionProgress.State;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class PartitionProgressTest {
    private static final State NEW = new State.New();
    private static final State LOST = new State.Lost();
    private static final State FITS = new State.Fits();

    @Test
    void aNewInstallationBeginsWithWhatWasPublishedBeforeIt() {
        assertThat(judge(false, none(0, 0, 50), none(1, 0, 0))).containsExactly(NEW, NEW);
    }

    @Test
    void noOffsetAtAllWhereTheGroupHasWrittenIsLost() {
        assertThat(judge(true, none(0, 0, 50), none(1, 0, 0))).containsExactly(LOST, NEW);
    }

    @Test
    void anOffsetThatIsMissingBelowOthersIsLost() {
        assertThat(judge(false, none(0, 0, 50), at(1, 0, 9, 9))).containsExactly(LOST, FITS);
    }

    @Test
    void aPartitionThatWasAddedBehindTheOthersIsNew() {
        assertThat(judge(true, at(0, 0, 9, 9), none(1, 0, 3))).containsExactly(FITS, NEW);
    }

    @Test
    void aPartitionWhoseFirstRecordsAreDeletedWasNotAddedJustNow() {
        assertThat(judge(true, at(0, 0, 9, 9), none(1, 1, 3))).containsExactly(FITS, LOST);
    }

    @Test
    void anOffsetBeyondTheEndOrBelowTheStartIsToldWithBoth() {
        assertThat(judge(true, at(0, 0, 9, 10), at(1, 5, 9, 4)))
                .containsExactly(new State.BeyondEnd(10), new State.BelowStart(4));
        assertThat(PartitionProgress.of(List.of(at(0, 0, 9, 10)), true))
                .allMatch(PartitionProgress::isLost)
                .extracting(PartitionProgress::text)
                .containsExactly(
                        "t-0 holds offsets 0 to 8, and the group's offset is 10, beyond its end");
    }

    @Test
    void aNewPartitionThatHoldsRecordsIsToldWithBothOffsets() {
        assertThat(PartitionProgress.of(List.of(none(0, 7, 50), none(1, 0, 0)), false))
                .filteredOn(PartitionProgress::isNewWithRecords)
                .extracting(PartitionProgress::text)
                .containsExactly("t-0 holds offsets 7 to 49, and the group has never read there");
    }

    private static List<State> judge(boolean hasWritten, Seen... seen) {
        return PartitionProgress.of(List.of(seen), hasWritten).stream()
                .map(PartitionProgress::state)
                .toList();
    }

    private static Seen none(int partition, long begin, long end) {
        return new Seen(new TopicPartition("t", partition), begin, end, OptionalLong.empty());
    }

    private static Seen at(int partition, long begin, long end, long committed) {
        return new Seen(new TopicPartition("t", partition), begin, end, OptionalLong.of(committed));
    }
}
