package dev.hooklane.replayer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing comes twice in one replay: on a real broker, with instances that die at the worst moment,
 * or that both think that the replay is theirs. The history is in memory, the lane played.
 */
class ReplayerIT {
    @TempDir private static Path directory;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void ofTwoThatBothThinkItIsTheirsNoneSendsWhatTheOtherHasSent() {
        try (ReplayWorld world = new ReplayWorld(broker, "two.");
                ReplayInstance one = world.instance("one");
                ReplayInstance two = world.instance("two")) {
            world.begin(100);

            one.replayer().start();
            two.replayer().start();
            world.awaitEnd(one);

            world.assertEachOnce();
        }
    }

    @Test
    void whatIsNotCommittedWhenItsInstanceDiesIsSentByTheNextOne() {
        try (ReplayWorld world = new ReplayWorld(broker, "open.");
                ReplayInstance dying = world.instance("dying", DyingProducer::beforeTheCommit);
                ReplayInstance heir = world.instance("heir")) {
            world.begin(100);
            world.turnUntil(dying, () -> !dying.replayer().turn());

            world.turnUntil(heir, () -> world.isOver(heir));

            world.assertEachOnce();
            assertThat(world.progress(heir).by()).isEqualTo("heir");
        }
    }

    @Test
    void whatIsCommittedWhenItsInstanceDiesUnknowinglyIsNotSentAgain() {
        try (ReplayWorld world = new ReplayWorld(broker, "done.");
                ReplayInstance dying = world.instance("dying", DyingProducer::afterTheCommit);
                ReplayInstance heir = world.instance("heir")) {
            world.begin(100);
            world.turnUntil(dying, () -> !dying.replayer().turn());

            world.turnUntil(heir, () -> world.isOver(heir));

            world.assertEachOnce();
        }
    }

    @Test
    void anInstanceThatWasFrozenCantSendWhenAnotherHasGoneOn() {
        try (ReplayWorld world = new ReplayWorld(broker, "frozen.");
                ReplayInstance frozen = world.instance("frozen");
                ReplayInstance heir = world.instance("heir")) {
            world.begin(50);
            world.turnUntil(frozen, () -> world.progress(frozen).counts().sent() > 0);
            world.turnUntil(
                    heir,
                    () ->
                            world.progress(heir).by().equals("heir")
                                    && world.progress(heir).counts().sent() > 100);

            // Its own view is old, and it has had time for more.
            boolean well = frozen.replayer().turn();
            world.turnUntil(heir, () -> world.isOver(heir));

            assertThat(well).as("the turn of who was frozen").isFalse();
            world.assertEachOnce();
        }
    }

    @Test
    void whoTakesOverHasReadAllThatWasWrittenBeforeItSends() {
        CountDownLatch claims = new CountDownLatch(1);
        try (ReplayWorld world = new ReplayWorld(broker, "slow.");
                ReplayInstance dying = world.instance("dying", DyingProducer::afterTheCommit);
                ReplayInstance slow = world.instanceThatReadsNoProgressUntil(claims)) {
            world.begin(100);
            world.turnUntil(dying, () -> !dying.replayer().turn());

            world.turnUntil(slow, () -> world.isOver(slow));

            world.assertEachOnce();
        }
    }
}
