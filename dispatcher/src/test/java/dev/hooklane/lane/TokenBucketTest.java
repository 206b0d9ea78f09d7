package dev.hooklane.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;
    private static final long BEGIN = -5 * SECOND;

    @Test
    void theBurstIsThereAtOnceAndNoMore() {
        TokenBucket bucket = new TokenBucket(10, 3, BEGIN);

        assertThat(taken(bucket, BEGIN)).isEqualTo(3);
    }

    @Test
    void aTokenComesBackEachInterval() {
        TokenBucket bucket = new TokenBucket(10, 3, BEGIN);
        taken(bucket, BEGIN);

        assertThat(bucket.untilNextNanos(BEGIN)).isEqualTo(SECOND / 10);
        assertThat(bucket.tryTake(BEGIN + SECOND / 10 - 1)).isFalse();
        assertThat(bucket.tryTake(BEGIN + SECOND / 10)).isTrue();
        assertThat(bucket.tryTake(BEGIN + SECOND / 10)).isFalse();
    }

    @Test
    void aLongPauseSavesTheBurstAndNoMore() {
        TokenBucket bucket = new TokenBucket(10, 3, BEGIN);
        taken(bucket, BEGIN);

        assertThat(taken(bucket, BEGIN + 3_600 * SECOND)).isEqualTo(3);
    }

    @Test
    void lessThanOneASecondIsPossible() {
        TokenBucket bucket = new TokenBucket(0.5, 1, BEGIN);
        bucket.tryTake(BEGIN);

        assertThat(bucket.untilNextNanos(BEGIN)).isEqualTo(2 * SECOND);
    }

    @Test
    void askingWithoutTakingCostsNothing() {
        TokenBucket bucket = new TokenBucket(1, 1, BEGIN);
        bucket.tryTake(BEGIN);
        for (int i = 0; i < 100; i++) {
            bucket.tryTake(BEGIN + 1);
        }

        assertThat(bucket.tryTake(BEGIN + SECOND)).isTrue();
    }

    /**
     * However one asks: in any span, at most burst + rate × span; and all of that if one asks
     * often.
     */
    @Test
    void isExactWheneverItIsAsked() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int perSecond = 1 + random.nextInt(100);
            int burst = 2 + random.nextInt(20);
            TokenBucket bucket = new TokenBucket(perSecond, burst, BEGIN);
            long now = BEGIN;
            long end = BEGIN + 60 * SECOND;
            long count = 0;
            while (now <= end) {
                count += bucket.tryTake(now) ? 1 : 0;
                now += 1 + random.nextLong(SECOND / (4L * perSecond));
            }

            assertThat(count)
                    .as("seed %d", seed)
                    .isBetween(60L * perSecond - 1, 60L * perSecond + burst);
        }
    }

    @Test
    void isFullOnceAsMuchTimeHasPassedAsWasTaken() {
        TokenBucket bucket = new TokenBucket(10, 5, BEGIN);
        assertThat(bucket.isFull(BEGIN)).isTrue();

        taken(bucket, BEGIN);

        assertThat(bucket.isFull(BEGIN + SECOND / 2 - 1)).isFalse();
        assertThat(bucket.isFull(BEGIN + SECOND / 2)).isTrue();
    }

    private static int taken(TokenBucket bucket, long now) {
        int count = 0;
        while (bucket.tryTake(now)) {
            count++;
        }
        return count;
    }
}
