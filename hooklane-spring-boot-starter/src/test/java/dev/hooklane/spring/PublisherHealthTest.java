package dev.hooklane.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.EventType;
import dev.hooklane.spring.PublisherHealth.Report;
import dev.hooklane.spring.PublisherHealth.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a publisher is judged, by a clock that is set. */
@Timeout(30)
class PublisherHealthTest {
    private static final EventType TYPE = new EventType("bot.updated");
    private static final Optional<Duration> NEVER = Optional.empty();

    /** Set by the tests. */
    private static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    private final Clock clock = new Clock();
    private final LatestOutcomes outcomes = new LatestOutcomes(clock);

    @Test
    void beforeTheFirstEventItIsUpIfTheTopicIsThere() {
        Report report = health(PublisherHealthTest::three, NEVER).report();

        assertThat(report.verdict()).isEqualTo(Verdict.UP);
        assertThat(report.details()).containsEntry("partitions", 3);
    }

    @Test
    void beforeTheFirstEventItFailsIfTheTopicIsNotThere() {
        Report report = health(PublisherHealthTest::missing, NEVER).report();

        assertThat(report.verdict()).isEqualTo(Verdict.FAILING);
        assertThat(report.details())
                .containsEntry("reason", "Topic hooklane.events not present")
                .containsEntry("failingSince", "2026-01-02T03:04:05Z");
    }

    @Test
    void aTopicThatIsThereLaterIsFound() {
        CountDownLatch made = new CountDownLatch(1);
        PublisherHealth health = health(() -> made.getCount() == 0 ? 3 : missing(), NEVER);
        health.report();
        made.countDown();

        assertThat(health.report().verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void whileKafkaDoesNotAnswerItIsUnknownAfterASecond() {
        CountDownLatch end = new CountDownLatch(1);
        long start = System.nanoTime();

        Report report =
                health(
                                () -> {
                                    await(end);
                                    return 3;
                                },
                                NEVER)
                        .report();

        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
        end.countDown();
    }

    @Test
    void anAcknowledgedEventIsUpWithoutALookup() {
        outcomes.acknowledged(TYPE, Duration.ZERO);

        Report report = health(PublisherHealthTest::missing, NEVER).report();

        assertThat(report.verdict()).isEqualTo(Verdict.UP);
        assertThat(report.details())
                .containsEntry("topic", "hooklane.events")
                .containsEntry("lastAcknowledged", "2026-01-02T03:04:05Z");
    }

    @Test
    void failuresAreFailingAndByDefaultNeverDown() throws Exception {
        fail();
        clock.pass(Duration.ofHours(2));
        fail();

        Report report = health(PublisherHealthTest::three, NEVER).report();

        assertThat(report.verdict()).isEqualTo(Verdict.FAILING);
        assertThat(report.details())
                .containsEntry("failures", 2L)
                .containsEntry("failingSince", "2026-01-02T03:04:05Z")
                .containsEntry("lastFailure", "2026-01-02T05:04:05Z");
    }

    @Test
    void failuresForLongerThanTheLimitAreDown() throws Exception {
        fail();
        clock.pass(Duration.ofMinutes(3));
        fail();

        assertThat(
                        health(PublisherHealthTest::three, Optional.of(Duration.ofMinutes(3)))
                                .report()
                                .verdict())
                .isEqualTo(Verdict.DOWN);
        assertThat(
                        health(PublisherHealthTest::three, Optional.of(Duration.ofMinutes(4)))
                                .report()
                                .verdict())
                .isEqualTo(Verdict.FAILING);
    }

    @Test
    void anAcknowledgementEndsThem() throws Exception {
        fail();
        outcomes.acknowledged(TYPE, Duration.ZERO);

        assertThat(
                        health(PublisherHealthTest::three, Optional.of(Duration.ZERO))
                                .report()
                                .verdict())
                .isEqualTo(Verdict.UP);
    }

    @Test
    void ofAServiceThatPublishesNoMoreNothingIsKnown() throws Exception {
        fail();
        clock.pass(Duration.ofMinutes(6));

        assertThat(
                        health(PublisherHealthTest::three, Optional.of(Duration.ofMinutes(1)))
                                .report()
                                .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anEventAfterTheCloseIsNoFailureOfKafka() {
        outcomes.failed(TYPE, Duration.ZERO, new IllegalStateException("closed"));

        assertThat(health(PublisherHealthTest::three, NEVER).report().verdict())
                .isEqualTo(Verdict.UP);
    }

    private static int three() {
        return 3;
    }

    private static int missing() {
        throw new IllegalStateException("Topic hooklane.events not present");
    }

    private PublisherHealth health(IntSupplier partitions, Optional<Duration> downAfter) {
        return new PublisherHealth(
                "hooklane.events", new TopicLookup(partitions, clock), outcomes, downAfter, clock);
    }

    /** Only a publisher makes this exception. */
    private void fail() throws Exception {
        outcomes.failed(TYPE, Duration.ZERO, Failures.one());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
