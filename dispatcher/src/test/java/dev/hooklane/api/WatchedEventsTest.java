package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.lookup.TailMark;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.metrics.LookMeters;
import dev.hooklane.published.EventTail;
import dev.hooklane.published.ListedEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** However many watch events, one look a second is made, and everybody sees what is theirs. */
class WatchedEventsTest {
    private static final LookMeters METERS = new LookMeters(new SimpleMeterRegistry());

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger followed = new AtomicInteger();
    private final AtomicInteger lookedUp = new AtomicInteger();
    private final List<ListedEvent> topic = new ArrayList<>();
    private final Set<EventId> erased = new HashSet<>();
    private boolean misses;
    private final WatchedEvents watched =
            new WatchedEvents(
                    new FollowedEvents(this::tail, this::follow, nanos::get, METERS),
                    each -> !erased.contains(each.id()),
                    nanos::get,
                    METERS);

    @Test
    void aThousandPagesCostOneLookASecond() {
        publish("acct_1");
        for (int second = 0; second < 3; second++) {
            for (int each = 0; each < 1_000; each++) {
                assertThat(page("acct_1")).hasSize(1 + second);
            }
            publish("acct_1");
            nanos.addAndGet(WatchedEvents.LOOK_EVERY.toNanos());
        }

        assertThat(lookedUp.get()).isOne();
        assertThat(followed.get()).isEqualTo(2);
    }

    @Test
    void allListsShareTheLookAndEachHasItsOwnEvents() {
        for (int each = 0; each < 100; each++) {
            assertThat(page("acct_" + each)).isEmpty();
        }
        publish("acct_7");
        nanos.addAndGet(WatchedEvents.LOOK_EVERY.toNanos());
        for (int each = 0; each < 100; each++) {
            assertThat(page("acct_" + each)).hasSize(each == 7 ? 1 : 0);
        }

        assertThat(lookedUp.get()).isEqualTo(100);
        assertThat(followed.get()).isOne();
    }

    @Test
    void aListIsLookedUpAgainFromTimeToTimeAndIfEventsWereMissed() {
        page("acct_1");
        nanos.addAndGet(WatchedEvents.LOOK_EVERY.toNanos());
        page("acct_1");
        assertThat(lookedUp.get()).isOne();

        misses = true;
        publish("acct_1");
        nanos.addAndGet(WatchedEvents.LOOK_EVERY.toNanos());
        assertThat(page("acct_1")).hasSize(1);
        assertThat(lookedUp.get()).isEqualTo(2);

        misses = false;
        nanos.addAndGet(WatchedEvents.CARRIED_ON.toNanos());
        assertThat(page("acct_1")).hasSize(1);
        assertThat(lookedUp.get()).isEqualTo(3);
    }

    @Test
    void anErasedEventDisappears() {
        publish("acct_1");
        assertThat(page("acct_1")).hasSize(1);
        erased.add(topic.getFirst().id());
        nanos.addAndGet(WatchedEvents.LOOK_EVERY.toNanos());

        assertThat(page("acct_1")).isEmpty();
    }

    @Test
    void aRefusedLookUpIsTheWatchersOwn() {
        assertThatThrownBy(() ->
                        watched.page(
                                wanted("acct_1"),
                                () -> {
                                    throw new IllegalStateException("too many");
                                }))
                .hasMessage("too many");

        assertThat(page("acct_2")).isEmpty();
        assertThat(page("acct_1")).isEmpty();
    }

    @Test
    void beyondTheLimitListsAreLookedUpEachTime() {
        for (int each = 0; each <= WatchedEvents.LISTS_MAX; each++) {
            page("acct_" + each);
        }
        int before = lookedUp.get();
        nanos.addAndGet(WatchedEvents.LOOK_EVERY.toNanos());
        page("acct_0");
        page("acct_" + WatchedEvents.LISTS_MAX);

        assertThat(lookedUp.get()).isEqualTo(before + 1);
    }

    private List<ListedEvent> page(String account) {
        return watched.page(wanted(account), () -> lookUp(account)).items();
    }

    private static WatchedEvents.Wanted wanted(String account) {
        return new WatchedEvents.Wanted(
                Optional.of(new AccountId(account)),
                Optional.of(new AccountId(account)),
                Optional.empty(),
                Optional.empty(),
                50);
    }

    private TailPage<ListedEvent> lookUp(String account) {
        lookedUp.incrementAndGet();
        return new TailPage<>(
                topic.stream()
                        .filter(each -> each.account().value().equals(account))
                        .filter(each -> !erased.contains(each.id()))
                        .toList()
                        .reversed(),
                Optional.empty(),
                topic.size());
    }

    private EventTail tail() {
        TailMark end = new TailMark(Map.of(0, (long) topic.size()));
        return new EventTail(end, end, List.of());
    }

    private EventTail follow(EventTail before) {
        followed.incrementAndGet();
        EventTail now = tail();
        return misses
                ? now
                : new EventTail(
                        before.begin(),
                        now.end(),
                        topic.subList((int) before.begin().offset(0), topic.size()).reversed());
    }

    private void publish(String account) {
        int offset = topic.size();
        topic.add(
                new ListedEvent(
                        new EventId("evt_" + offset),
                        new EventType("bot.updated"),
                        new AccountId(account),
                        Instant.EPOCH,
                        Instant.EPOCH.plus(Duration.ofMillis(offset)),
                        new Origin(0, offset),
                        10,
                        false,
                        Optional.empty()));
    }
}
