package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.api.ClaimRecord.Answered;
import dev.hooklane.api.ClaimRecord.Claimed;
import dev.hooklane.api.ClaimRecord.Published;
import dev.hooklane.api.ClaimRecord.Released;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClaimsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Claimed FIRST = new Claimed("first", "hash", NOW);
    private static final Claimed SECOND = new Claimed("second", "hash", NOW.plusSeconds(1));

    private final Claims claims = new Claims();

    @Test
    void theFirstClaimInThePartitionsOrderCounts() {
        claims.follow("key", FIRST);
        claims.follow("key", SECOND);

        assertThat(claims.find("key", NOW)).contains(FIRST);
        assertThat(claims.find("other", NOW)).isEmpty();
    }

    @Test
    void aClaimWithoutAnAnswerEndsAfterAMinute() {
        Claimed late = new Claimed("late", "hash", NOW.plus(Claims.RUNS_AT_MOST));
        claims.follow("key", FIRST);
        claims.follow("key", late);

        assertThat(claims.find("key", late.at())).contains(late);
    }

    @Test
    void theFirstAnswerCountsForADay() {
        Answered answer = answered("first", NOW, "a");
        claims.follow("key", FIRST);
        claims.follow("key", answer);
        claims.follow("key", SECOND);
        claims.follow("key", answered("second", NOW.plusSeconds(2), "b"));

        assertThat(claims.find("key", NOW.plus(Claims.KEPT).minusMillis(1))).contains(answer);
        assertThat(claims.find("key", NOW.plus(Claims.KEPT))).isEmpty();
    }

    @Test
    void whatIsReleasedMayBeClaimedAgainButNotByWhoLost() {
        claims.follow("key", FIRST);
        claims.follow("key", new Released("second"));
        assertThat(claims.find("key", NOW)).contains(FIRST);

        claims.follow("key", new Released("first"));
        claims.follow("key", SECOND);
        assertThat(claims.find("key", SECOND.at())).contains(SECOND);
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        for (int i = 0; i <= Claims.ENTRIES_MAX; i++) {
            claims.follow("key" + i, FIRST);
        }

        assertThat(claims.find("key0", NOW)).isEmpty();
        assertThat(claims.find("key1", NOW)).isPresent();
        assertThat(claims.find("key" + Claims.ENTRIES_MAX, NOW)).isPresent();
    }

    @Test
    void theOldestIsForgottenWhenAnswersTakeTooMuchRoom() {
        String sealed = "x".repeat(1 << 20);
        for (int i = 0; i < 64; i++) {
            claims.follow("key" + i, answered("first", NOW, sealed));
        }

        assertThat(claims.find("key0", NOW)).isEmpty();
        assertThat(claims.find("key1", NOW)).isPresent();
    }

    @Test
    void nobodyIsPushedOutByWhoTakesMoreThanItsPart() {
        claims.follow("few", new Claimed(ClaimRecord.newClaim("small"), "hash", NOW));
        for (int i = 0; i < 2 * Claims.ENTRIES_MAX; i++) {
            claims.follow("many" + i, new Claimed("large/" + i, "hash", NOW));
        }
        String sealed = "x".repeat(1 << 20);
        for (int i = 0; i < 100; i++) {
            claims.follow("answer" + i, answered("heavy/" + i, NOW, sealed));
        }

        assertThat(claims.find("few", NOW)).isPresent();
        assertThat(claims.find("many0", NOW)).isEmpty();
        assertThat(claims.find("many" + (2 * Claims.ENTRIES_MAX - 1), NOW)).isPresent();
        assertThat(claims.find("answer0", NOW)).isEmpty();
        assertThat(claims.find("answer99", NOW)).isPresent();
    }

    @Test
    void theFirstBodyThatWasPublishedUnderAKeyCountsForADay() {
        Published first = new Published("a/1", "one", NOW);
        claims.follow("key", first);
        claims.follow("key", new Published("a/2", "two", NOW.plusSeconds(1)));

        assertThat(claims.find("key", NOW.plus(Claims.KEPT).minusMillis(1))).contains(first);
        assertThat(claims.find("key", NOW.plus(Claims.KEPT))).isEmpty();
    }

    @Test
    void eachRecordIsReadAsItWasWritten() {
        for (ClaimRecord record :
                new ClaimRecord[] {
                    FIRST,
                    answered("first", NOW, "b64"),
                    new Published("share/first", "hash", NOW),
                    new Released("first")
                }) {
            assertThat(ClaimRecord.read(record.bytes())).isEqualTo(record);
        }
        assertThatThrownBy(() -> ClaimRecord.read("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClaimRecord.read("nonsense".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerThatIsStillSealedIsHiddenFromLogs() {
        assertThat(answered("first", NOW, "sealed-text").toString()).doesNotContain("sealed-text");
    }

    private static Answered answered(String claim, Instant at, String sealed) {
        return new Answered(claim, "hash", at, sealed);
    }
}
