package dev.hooklane.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.EventId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ErasuresTest {
    private static final AccountId ACCOUNT = new AccountId("acct_1");
    private static final AccountId OTHER = new AccountId("acct_2");
    private static final EventId EVENT = new EventId("evt_1");
    private static final EventId ANOTHER = new EventId("evt_2");
    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final ErasureId FIRST = new ErasureId("ers_0000000000000001");
    private static final ErasureId SECOND = new ErasureId("ers_0000000000000002");

    private final Erasures erasures = new Erasures();

    @Test
    void anAccountsErasureCoversWhatItHadThenAndNothingLater() {
        know(erasure(FIRST, Optional.empty(), AT));

        assertThat(erasures.covers(ACCOUNT, EVENT, AT)).isTrue();
        assertThat(erasures.covers(ACCOUNT, EVENT, AT.plusMillis(1))).isFalse();
        assertThat(erasures.covers(ACCOUNT, AT)).isTrue();
        assertThat(erasures.covers(OTHER, EVENT, AT)).isFalse();
    }

    @Test
    void anEventsErasureCoversThatEventOfThatAccountWheneverItWasPublished() {
        know(erasure(FIRST, Optional.of(EVENT), AT));

        assertThat(erasures.covers(ACCOUNT, EVENT, AT.plusSeconds(60))).isTrue();
        assertThat(erasures.covers(ACCOUNT, ANOTHER, AT)).isFalse();
        assertThat(erasures.covers(OTHER, EVENT, AT)).isFalse();
        assertThat(erasures.covers(ACCOUNT, AT)).isFalse();
    }

    @Test
    void theLatestErasureOfAnAccountCounts() {
        know(erasure(SECOND, Optional.empty(), AT.plusSeconds(60)));
        know(erasure(FIRST, Optional.empty(), AT));

        assertThat(erasures.covers(ACCOUNT, EVENT, AT.plusSeconds(60))).isTrue();
    }

    @Test
    void whatIsForgottenCoversNothing() {
        know(erasure(FIRST, Optional.empty(), AT));
        know(erasure(SECOND, Optional.of(EVENT), AT));
        forget(FIRST);
        forget(SECOND);

        assertThat(erasures.isEmpty()).isTrue();
        assertThat(erasures.covers(ACCOUNT, EVENT, AT)).isFalse();
    }

    @Test
    void forgettingAnAccountsFirstErasureKeepsItsSecond() {
        know(erasure(FIRST, Optional.empty(), AT));
        know(erasure(SECOND, Optional.empty(), AT.plusSeconds(60)));
        forget(FIRST);

        assertThat(erasures.covers(ACCOUNT, EVENT, AT.plusSeconds(60))).isTrue();
    }

    @Test
    void aRecordTellsAllThatIsKnownOfAnErasure() {
        Erasure erasure =
                erasure(FIRST, Optional.of(EVENT), AT)
                        .with(
                                ErasedPlace.finished(
                                        "history", 7, Optional.of(AT.plusSeconds(86_400))),
                                AT.plusSeconds(1));

        assertThat(ErasureCodec.read(ErasureCodec.write(erasure))).isEqualTo(erasure);
    }

    @Test
    void anErasureIsDoneWithItsLastPlace() {
        Erasure one =
                erasure(FIRST, Optional.empty(), AT)
                        .with(ErasedPlace.finished("history", 0, Optional.empty()), AT);
        Erasure both =
                one.with(ErasedPlace.finished("events", 0, Optional.empty()), AT.plusSeconds(5));

        assertThat(one.isDone()).isFalse();
        assertThat(both.doneAt()).contains(AT.plusSeconds(5));
    }

    @Test
    void aRecordThatIsNoErasureIsRefused() {
        byte[] key = ErasureCodec.key(FIRST);
        for (String value : List.of("no JSON", "{}", "{\"v\":2}", "{\"v\":1,\"id\":\"x\"}")) {
            assertThatIllegalArgumentException()
                    .as(value)
                    .isThrownBy(() -> erasures.follow(key, value.getBytes(StandardCharsets.UTF_8)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> erasures.follow("x".getBytes(StandardCharsets.UTF_8), null));
    }

    private void know(Erasure erasure) {
        erasures.follow(ErasureCodec.key(erasure.id()), ErasureCodec.write(erasure));
    }

    private void forget(ErasureId id) {
        erasures.follow(ErasureCodec.key(id), null);
    }

    private static Erasure erasure(ErasureId id, Optional<EventId> event, Instant at) {
        return new Erasure(
                id,
                ACCOUNT,
                event,
                at,
                "one",
                Optional.empty(),
                List.of(ErasedPlace.untouched("history"), ErasedPlace.untouched("events")));
    }
}
