package dev.hooklane.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import dev.hooklane.event.EventType;
import dev.hooklane.lookup.NewRecords;
import dev.hooklane.lookup.Place;
import dev.hooklane.lookup.TailMark;
import dev.hooklane.lookup.TailPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list that was read once is carried on with what came since. */
class EventTailTest {
    private static final TailMark BEGIN = mark(10, 20);

    @Test
    void newEventsComeFirstAndNoneTwice() {
        TailPage<ListedEvent> page = page(event(0, 12, 300), event(1, 19, 100));
        EventTail tail =
                EventTail.at(BEGIN)
                        .with(
                                new NewRecords<>(
                                        List.of(
                                                event(1, 20, 400),
                                                event(0, 12, 300),
                                                event(0, 11, 200)),
                                        mark(13, 21),
                                        true));

        TailPage<ListedEvent> now = tail.onto(page, BEGIN, _ -> true, 50);

        assertThat(now.items())
                .extracting(each -> each.origin().toString())
                .containsExactly("1@20", "0@12", "0@11", "1@19");
        assertThat(now.next()).isEmpty();
    }

    @Test
    void aFullPageEndsWhereTheNextBegins() {
        EventTail tail =
                EventTail.at(BEGIN)
                        .with(
                                new NewRecords<>(
                                        List.of(event(0, 11, 500), event(0, 10, 400)),
                                        mark(12, 20),
                                        true));

        TailPage<ListedEvent> now =
                tail.onto(page(event(1, 19, 100), event(1, 18, 50)), BEGIN, _ -> true, 3);

        assertThat(now.items()).hasSize(3);
        assertThat(now.next()).contains(new Place(100, 1, 19));
    }

    @Test
    void whatIsNotWantedOrNoMoreIsNotShown() {
        EventTail tail =
                EventTail.at(BEGIN)
                        .with(new NewRecords<>(List.of(event(0, 10, 400)), mark(11, 20), true));

        TailPage<ListedEvent> now =
                tail.onto(page(event(1, 19, 100)), BEGIN, each -> each.origin().offset() != 19, 50);

        assertThat(now.items())
                .extracting(each -> each.origin().toString())
                .containsExactly("0@10");
    }

    @Test
    void aRepeatOfAnEventThatWasListedIsSaidToBeOne() {
        EventTail tail =
                EventTail.at(BEGIN)
                        .with(
                                new NewRecords<>(
                                        List.of(once(event(0, 10, 400))), mark(11, 20), true));

        TailPage<ListedEvent> now = tail.onto(page(once(event(0, 9, 100))), BEGIN, _ -> true, 50);

        assertThat(now.items().getFirst().repeatOf()).contains(new Origin(0, 9));
        assertThat(now.items().getLast().repeatOf()).isEmpty();
    }

    @Test
    void aTailThatMissesEventsDoesNotReachBack() {
        EventTail lost = EventTail.at(BEGIN).with(new NewRecords<>(List.of(), mark(99, 99), false));
        EventTail full =
                EventTail.at(BEGIN)
                        .with(
                                new NewRecords<>(
                                        IntStream.rangeClosed(0, EventTail.KEPT_MAX)
                                                .mapToObj(each -> event(0, 10 + each, 1_000 - each))
                                                .toList(),
                                        mark(100_000, 20),
                                        true));

        assertThat(EventTail.at(BEGIN).reaches(BEGIN)).isTrue();
        assertThat(lost.reaches(BEGIN)).isFalse();
        assertThat(lost.newest()).isEmpty();
        assertThat(full.newest()).hasSize(EventTail.KEPT_MAX);
        assertThat(full.reaches(BEGIN)).isFalse();
        assertThat(full.reaches(mark(11 + EventTail.KEPT_MAX, 20))).isTrue();
    }

    private static TailMark mark(long first, long second) {
        return new TailMark(Map.of(0, first, 1, second));
    }

    private static TailPage<ListedEvent> page(ListedEvent... events) {
        return new TailPage<>(List.of(events), Optional.empty(), 100);
    }

    private static ListedEvent once(ListedEvent event) {
        return new ListedEvent(
                new EventId("evt_once"),
                event.type(),
                event.account(),
                event.timestamp(),
                event.publishedAt(),
                event.origin(),
                event.payloadBytes(),
                true,
                Optional.empty());
    }

    private static ListedEvent event(int partition, long offset, long millis) {
        return new ListedEvent(
                new EventId("evt_%d_%d".formatted(partition, offset)),
                new EventType("bot.updated"),
                new AccountId("acct_1"),
                Instant.EPOCH,
                Instant.ofEpochMilli(millis),
                new Origin(partition, offset),
                10,
                false,
                Optional.empty());
    }
}
