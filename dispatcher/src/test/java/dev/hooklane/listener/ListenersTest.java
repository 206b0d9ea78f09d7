package dev.hooklane.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ListenersTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");
    private static final AccountId OTHER = new AccountId("acct_2");
    private static final HandOver REQUEST = new HandOver("{}", Duration.ofMinutes(1));
    private static final ListenerAnswer ANSWER =
            new ListenerAnswer.Failed(ErrorKind.CONNECT, "nothing listens");

    private final AtomicLong nanos = new AtomicLong();
    private final Listeners listeners = new Listeners(nanos::get);
    private int made;

    private Listener open(AccountId account) {
        return listeners.open(new EndpointId("ep_%016d".formatted(++made)), account);
    }

    private CompletableFuture<HandedOver> handOver(Listener listener) {
        return listeners.handOver(listener.endpoint(), REQUEST);
    }

    @Test
    void anAnswerIsThatOfItsRequest() throws InterruptedException {
        Listener listener = open(ACCOUNT);
        CompletableFuture<HandedOver> first = handOver(listener);
        CompletableFuture<HandedOver> second = handOver(listener);
        listener.next(Duration.ZERO);
        String id = listener.next(Duration.ZERO).orElseThrow().id();

        listener.answer(id, ANSWER);

        assertThat(second).isCompletedWithValue(new HandedOver.Answered(ANSWER));
        assertThat(first).isNotDone();
        assertThat(listeners.waiting()).isEqualTo(1);
    }

    @Test
    void withoutAStreamNothingIsGiven() {
        assertThat(listeners.handOver(new EndpointId("ep_0000000000000009"), REQUEST).join())
                .isInstanceOf(HandedOver.Away.class);
    }

    @Test
    void whatWaitsIsBoundedForEachStream() {
        Listener listener = open(ACCOUNT);
        for (int i = 0; i < Listeners.PER_LISTENER; i++) {
            assertThat(handOver(listener)).isNotDone();
        }

        assertThat(handOver(listener).join()).isInstanceOf(HandedOver.Away.class);
        assertThat(handOver(open(ACCOUNT))).isNotDone();
    }

    /** Streams that never answer leave room for those of others. */
    @Test
    void whatWaitsIsBoundedForEachAccount() {
        for (int i = 0; i < Listeners.PER_ACCOUNT; i++) {
            assertThat(handOver(open(ACCOUNT))).isNotDone();
        }

        assertThat(handOver(open(ACCOUNT)).join()).isInstanceOf(HandedOver.Away.class);
        assertThat(handOver(open(OTHER))).isNotDone();
    }

    @Test
    void whatWaitsIsBoundedInAll() {
        for (int i = 0; i < Listeners.IN_ALL; i++) {
            assertThat(handOver(open(new AccountId("acct_full" + i)))).isNotDone();
        }

        assertThat(handOver(open(OTHER)).join()).isInstanceOf(HandedOver.Away.class);
        assertThat(listeners.waiting()).isEqualTo(Listeners.IN_ALL);
    }

    @Test
    void theEndOfAStreamEndsAllThatWaitsAndMakesRoom() {
        Listener listener = open(ACCOUNT);
        List<CompletableFuture<HandedOver>> asked = new ArrayList<>();
        for (int i = 0; i < Listeners.PER_LISTENER; i++) {
            asked.add(handOver(listener));
        }

        listeners.forget(listener);

        assertThat(asked)
                .allSatisfy(each -> assertThat(each).isCompletedWithValue(new HandedOver.Left()));
        assertThat(listeners.waiting()).isZero();
        assertThat(listeners.count()).isZero();
    }

    @Test
    void aStreamThatLetsRequestsTimeOutEnds() {
        Listener listener = open(ACCOUNT);
        HandOver hasty = new HandOver("{}", Duration.ofMillis(1));
        for (int i = 0; i < Listener.TIMEOUTS_MAX; i++) {
            assertThat(listener.ended()).isEmpty();
            assertThat(listeners.handOver(listener.endpoint(), hasty).join())
                    .isEqualTo(new HandedOver.TimedOut());
        }

        assertThat(listener.ended()).isPresent();
        assertThat(handOver(listener).join()).isInstanceOf(HandedOver.Away.class);
        assertThat(listeners.waiting()).isZero();
    }

    @Test
    void aRequestThatIsGivenUpIsNotSentAnyMore() throws InterruptedException {
        Listener listener = open(ACCOUNT);
        listeners.handOver(listener.endpoint(), new HandOver("{}", Duration.ofMillis(1))).join();

        assertThat(listener.next(Duration.ZERO)).isEmpty();
    }

    @Test
    void aClientThatAnswersNoPingIsTakenForGone() {
        Listener silent = open(ACCOUNT);
        Listener present = open(ACCOUNT);
        nanos.addAndGet(Listener.SILENT_AT_MOST.plusNanos(1).toNanos());
        present.heard();

        listeners.endSilent();

        assertThat(silent.ended()).isPresent();
        assertThat(present.ended()).isEmpty();
    }

    @Test
    void anInstanceThatStopsEndsItsStreamsAndOpensNoMore() {
        Listener before = open(ACCOUNT);

        listeners.close();

        assertThat(before.ended()).isPresent();
        assertThat(open(ACCOUNT).ended()).isPresent();
    }

    @Test
    void anAnswerThatComesTooLateIsLeftOut() {
        Listener listener = open(ACCOUNT);

        listener.answer("17", ANSWER);

        assertThat(listeners.waiting()).isZero();
    }
}
