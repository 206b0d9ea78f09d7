package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.source.Source;
import dev.hooklane.source.SourceBegin;
import dev.hooklane.source.SourceCodec;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.Sources;
import dev.hooklane.supervision.SupervisedThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class SourceTeamTest {
    private static final SourceName FROZEN = new SourceName("frozen");
    private static final SourceName ORDERS = new SourceName("orders");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Sources sources = new Sources();
    private final List<HangingWorker> started = new ArrayList<>();
    private final List<SourceName> forgotten = new ArrayList<>();
    private final SourceTeam team =
            new SourceTeam(
                    sources,
                    source ->
                            source.paused() || !source.cluster().equals("shop")
                                    ? Optional.of("it is paused, or its cluster is unknown")
                                    : Optional.empty(),
                    new SilentMeter() {
                        @Override
                        public void removed(SourceName source) {
                            forgotten.add(source);
                        }
                    },
                    this::start);

    @AfterEach
    void end() {
        started.forEach(HangingWorker::end);
    }

    @Test
    void aSourceThatHangsWhileItStopsDelaysNoOther() {
        write(source(FROZEN, 0, false));
        team.follow();

        write(source(FROZEN, 1, false));
        write(source(ORDERS, 0, false));
        team.follow();

        assertThat(started)
                .extracting(each -> each.source().name())
                .containsExactly(FROZEN, ORDERS);
        assertThat(started.getFirst().isStopping()).isTrue();
    }

    @Test
    void aSuccessorStartsOnceItsPredecessorHasEnded() {
        write(source(FROZEN, 0, false));
        team.follow();
        write(source(FROZEN, 1, false));
        team.follow();
        team.follow();
        assertThat(started).hasSize(1);

        started.getFirst().end();
        team.follow();

        assertThat(started)
                .extracting(HangingWorker::source)
                .containsExactly(source(FROZEN, 0, false), source(FROZEN, 1, false));
    }

    @Test
    void onlyTheLatestOfManyVersionsFollowsOneThatHangs() {
        write(source(FROZEN, 0, false));
        team.follow();
        for (int version = 1; version < 5; version++) {
            write(source(FROZEN, version, version % 2 == 1));
            team.follow();
        }

        started.getFirst().end();
        team.follow();

        assertThat(started)
                .extracting(HangingWorker::source)
                .containsExactly(source(FROZEN, 0, false), source(FROZEN, 4, false));
    }

    @Test
    void aPausedSourceAndOneOfAnUnknownClusterAreNotRead() {
        write(source(ORDERS, 0, true));
        write(source(FROZEN, 0, "moon", false));
        team.follow();

        assertThat(started).isEmpty();
    }

    @Test
    void whatIsCountedOfASourceIsForgottenOnceItIsRemovedAndHasEnded() {
        write(source(FROZEN, 0, false));
        write(source(ORDERS, 0, false));
        team.follow();
        write(source(ORDERS, 1, true));
        team.follow();
        started.getLast().end();
        team.follow();
        assertThat(forgotten).isEmpty();

        remove(FROZEN);
        remove(ORDERS);
        team.follow();
        assertThat(forgotten).containsExactly(ORDERS);
        started.getFirst().end();
        team.follow();

        assertThat(forgotten).containsExactly(ORDERS, FROZEN);
    }

    /** While the first version hangs. */
    @Test
    void aSourceThatIsAppliedAndRemovedOverAndOverIsReadOnce() {
        for (int version = 0; version < 100; version++) {
            write(source(FROZEN, version, false));
            team.follow();
            remove(FROZEN);
            team.follow();
        }
        started.getFirst().end();
        team.follow();

        assertThat(started).hasSize(1);
        assertThat(forgotten).containsExactly(FROZEN);
    }

    private void remove(SourceName name) {
        sources.follow(SourceCodec.key(name), null);
    }

    private SourceTeam.Worker start(Source source) {
        HangingWorker worker = new HangingWorker(source);
        started.add(worker);
        return worker;
    }

    private void write(Source source) {
        sources.follow(SourceCodec.key(source.name()), SourceCodec.write(source));
    }

    private static Source source(SourceName name, int version, boolean paused) {
        return source(name, version, "shop", paused);
    }

    private static Source source(SourceName name, int version, String cluster, boolean paused) {
        return new Source(
                name,
                cluster,
                List.of("shop.orders"),
                new SourceBegin.Earliest(),
                Source.Formats.DEFAULT,
                JsonMapper.shared().createObjectNode(),
                "",
                paused,
                1,
                NOON.plusMillis(version));
    }

    /** A worker that is told to stop, and ends only when the test wants it. */
    private static final class HangingWorker implements SourceTeam.Worker {
        private final Source source;
        private final CountDownLatch ends = new CountDownLatch(1);
        private final SupervisedThread thread =
                SupervisedThread.of("hanging", Duration.ofMinutes(1), _ -> ends.await());
        private boolean stopping;

        HangingWorker(Source source) {
            this.source = source;
            thread.start();
        }

        void end() {
            ends.countDown();
            thread.awaitEnd();
        }

        @Override
        public Source source() {
            return source;
        }

        @Override
        public SupervisedThread thread() {
            return thread;
        }

        @Override
        public boolean isStopping() {
            return stopping;
        }

        @Override
        public void beginStop() {
            stopping = true;
        }

        @Override
        public void close() {
            beginStop();
            end();
        }
    }
}
