package dev.hooklane.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.share.FairTurns.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FairTurnsTest {
    private final FairTurns turns = new FairTurns(new Limits(4, 2, 3, 100));
    private final List<String> begun = new ArrayList<>();

    @Test
    void anAccountThatAsksForAllLeavesRoomForAnother() {
        for (int i = 0; i < 1_000; i++) {
            ask("greedy");
        }

        assertThat(begun).containsExactly("greedy", "greedy");
        assertThat(ask("modest")).isTrue();
        assertThat(begun).containsExactly("greedy", "greedy", "modest");
    }

    @Test
    void onlySoManyOfOneAccountMayWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(ask("greedy")).isTrue();
        }

        assertThat(ask("greedy")).isFalse();
    }

    @Test
    void accountsThatWaitTakeTurnsWhoeverAskedMore() {
        List.of("a", "a", "b", "b").forEach(this::ask);
        List.of("a", "a", "a", "b", "b", "b", "modest").forEach(this::ask);
        begun.clear();

        turns.done("a");
        turns.done("b");
        turns.done("a");

        assertThat(begun).containsExactly("a", "b", "modest");
    }

    @Test
    void whoDoesNotWaitAnyLongerGetsNoTurn() throws InterruptedException {
        ask("a");
        ask("a");

        assertThat(turns.await("a", Duration.ZERO)).isFalse();
        turns.done("a");
        turns.done("a");

        assertThat(turns.owners()).isZero();
    }

    @Test
    void whoIsRefusedLeavesNoTrace() {
        FairTurns full = new FairTurns(new Limits(1, 1, 1, 0));
        full.ask("first", () -> {});

        for (int i = 0; i < 100_000; i++) {
            assertThat(full.ask("account-" + i, () -> {})).isFalse();
        }

        assertThat(full.owners()).isEqualTo(1);
    }

    @Test
    void theInstallationsOwnWorkMayUseAll() {
        for (int i = 0; i < 4; i++) {
            ask(ShareOwner.INSTALLATION);
        }

        assertThat(begun).hasSize(4);
    }

    @Test
    void workCountsTowardsTheOwnerThatItIsRunFor() {
        assertThat(ShareOwner.<String, RuntimeException>run("acct_1", ShareOwner::current))
                .isEqualTo("acct_1");
        assertThat(ShareOwner.current()).isEqualTo(ShareOwner.INSTALLATION);
    }

    private boolean ask(String owner) {
        return turns.ask(owner, () -> begun.add(owner));
    }
}
