package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class EndpointRevisionsTest {
    private static final EndpointId ID = new EndpointId("ep_0123456789abcdef");
    private static final EndpointRevision A = new EndpointRevision(1);
    private static final EndpointRevision B = new EndpointRevision(2);
    private static final EndpointRevision C = new EndpointRevision(3);

    private final EndpointRevisions revisions = new EndpointRevisions();

    /** A record, as its headers say. */
    private record Written(EndpointRevision own, Set<EndpointRevision> replaced) {}

    @Test
    void ofTwoThatReplaceTheSameTheFirstCounts() {
        assertThat(follow(A)).isTrue();
        assertThat(follow(B, A)).isTrue();
        assertThat(follow(C, A)).isFalse();

        assertThat(revisions.current(ID)).contains(B);
    }

    @Test
    void aRecordThatNamesNothingCounts() {
        follow(A);

        assertThat(follow(EndpointRevision.NONE)).isTrue();
        assertThat(follow(B, EndpointRevision.NONE)).isTrue();
        assertThat(follow(C, EndpointRevision.NONE)).isFalse();
    }

    @Test
    void whatWasPassedOverIsDisputedUntilItIsReplacedByName() {
        follow(A);
        follow(B, A);
        follow(C, A);

        assertThat(revisions.replaceable(ID)).containsExactlyInAnyOrder(B, C);
        assertThat(revisions.disputedSince(0, 0)).isEqualTo(Map.of(ID, Endpoints.ACCOUNT));
        assertThat(revisions.disputedSince(1, 0)).isEmpty();

        assertThat(follow(B, B, C)).isTrue();
        assertThat(revisions.disputedSince(0, 0)).isEmpty();
        assertThat(revisions.replaceable(ID)).containsExactly(B);
    }

    @Test
    void aChangeThatDidNotKnowOfADisputeLeavesIt() {
        EndpointRevision d = new EndpointRevision(4);
        follow(A);
        follow(B, A);
        follow(C, A);

        assertThat(follow(d, B)).isTrue();

        assertThat(revisions.disputedSince(0, 0)).containsKey(ID);
        assertThat(revisions.replaceable(ID)).containsExactlyInAnyOrder(d, C);
    }

    @Test
    void whoeverReadsWhatCompactionHasLeftComesToTheSame() {
        for (long seed = 0; seed < 2_000; seed++) {
            List<Written> log = race(new Random(seed));
            EndpointRevision agreed = readFrom(0, log);
            for (int first = 1; first < log.size(); first++) {
                assertThat(readFrom(first, log))
                        .as("seed %d, read from %d of %s", seed, first, log)
                        .isEqualTo(agreed);
            }
        }
    }

    /**
     * Writers that lag change one endpoint; in the end whoever is left settles what is disputed.
     */
    private static List<Written> race(Random random) {
        List<Written> log = new ArrayList<>();
        log.add(new Written(new EndpointRevision(100), Set.of()));
        for (int i = 1; i < 12; i++) {
            EndpointRevisions lagging = new EndpointRevisions();
            int read = Math.max(1, log.size() - random.nextInt(4));
            log.subList(0, read).forEach(each -> followIn(lagging, each));
            log.add(new Written(new EndpointRevision(100 + i), lagging.replaceable(ID)));
        }
        EndpointRevisions all = new EndpointRevisions();
        log.forEach(each -> followIn(all, each));
        log.add(new Written(all.current(ID).orElseThrow(), all.replaceable(ID)));
        return log;
    }

    /** What counts for whoever reads that record first, and all that come after it. */
    private static EndpointRevision readFrom(int first, List<Written> log) {
        EndpointRevisions reader = new EndpointRevisions();
        log.subList(first, log.size()).forEach(each -> followIn(reader, each));
        return reader.current(ID).orElseThrow();
    }

    private static void followIn(EndpointRevisions revisions, Written record) {
        revisions.follow(Endpoints.ACCOUNT, ID, record.own(), record.replaced(), 0);
    }

    @Test
    void headersSurvive() {
        RecordHeaders headers = new RecordHeaders();
        EndpointRevision own = EndpointRevision.random(new Random(1));
        own.addTo(headers, Set.of(A, B));

        assertThat(EndpointRevision.of(headers)).isEqualTo(own);
        assertThat(EndpointRevision.replacedBy(headers)).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void aRecordWithoutHeadersNamesNothing() {
        RecordHeaders headers = new RecordHeaders();

        assertThat(EndpointRevision.of(headers)).isEqualTo(EndpointRevision.NONE);
        assertThat(EndpointRevision.replacedBy(headers)).isEmpty();
    }

    private boolean follow(EndpointRevision own, EndpointRevision... replaced) {
        return revisions.follow(Endpoints.ACCOUNT, ID, own, Set.of(replaced), 0);
    }
}
