package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.lookup.TailMark;
import dev.hooklane.metrics.LookMeters;
import dev.hooklane.published.EventTail;
import dev.hooklane.published.ListedEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many events each account publishes is known to those who keep asking. */
class FollowedEventsTest {
    private static final LookMeters METERS = new LookMeters(new SimpleMeterRegistry());

    private static final AccountId BUSY = new AccountId("busy");
    private static final AccountId QUIET = new AccountId("quiet");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final List<ListedEvent> topic = new ArrayList<>();
    private boolean misses;
    private final FollowedEvents followed =
            new FollowedEvents(this::tail, this::follow, nanos::get, METERS);

    @Test
    void eachAccountsPaceIsKnownAfterAWhile() {
        assertThat(followed.perMinute(BUSY)).isEmpty();
        pass(9, 2);
        assertThat(followed.perMinute(BUSY)).isEmpty();
        pass(1, 2);
        assertThat(followed.perMinute(BUSY)).isEqualTo(OptionalLong.of(120));
        assertThat(followed.perMinute(QUIET)).isEqualTo(OptionalLong.of(0));
        pass(70, 1);
        assertThat(followed.perMinute(BUSY).orElseThrow()).isBetween(55L, 65L);
        pass(70, 0);
        assertThat(followed.perMinute(BUSY)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void whoeverAsksTheTopicIsReadOnceASecond() {
        for (int each = 0; each < 100; each++) {
            var _ = followed.perMinute(new AccountId("acct_" + each));
            var _ = followed.tail();
        }

        assertThat(looks.get()).isOne();
    }

    @Test
    void afterEventsThatWereMissedOrNotWatchedNothingIsKnown() {
        var _ = followed.tail();
        pass(20, 1);
        misses = true;
        pass(1, 1);
        assertThat(followed.perMinute(BUSY)).isEmpty();

        misses = false;
        pass(20, 1);
        assertThat(followed.perMinute(BUSY)).isEqualTo(OptionalLong.of(60));
        publish();
        nanos.addAndGet(FollowedEvents.UNWATCHED.toNanos());
        assertThat(followed.perMinute(BUSY)).isEmpty();
    }

    /** Each second, so many events come, and somebody asks. */
    private void pass(int seconds, int events) {
        for (int second = 0; second < seconds; second++) {
            for (int each = 0; each < events; each++) {
                publish();
            }
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            var _ = followed.tail();
        }
    }

    private EventTail tail() {
        looks.incrementAndGet();
        TailMark end = new TailMark(Map.of(0, (long) topic.size()));
        return new EventTail(end, end, List.of());
    }

    private EventTail follow(EventTail before) {
        EventTail now = tail();
        return misses
                ? now
                : new EventTail(
                        before.begin(),
                        now.end(),
                        topic.subList((int) before.begin().offset(0), topic.size()).reversed());
    }

    private void publish() {
        int offset = topic.size();
        topic.add(
                new ListedEvent(
                        new EventId("evt_" + offset),
                        new EventType("bot.updated"),
                        BUSY,
                        Instant.EPOCH,
                        Instant.EPOCH.plusMillis(offset),
                        new Origin(0, offset),
                        10,
                        false,
                        Optional.empty()));
    }
}
