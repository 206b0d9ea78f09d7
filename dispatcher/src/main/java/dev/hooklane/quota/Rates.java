package dev.hooklane.quota;

import dev.hooklane.event.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the accounts have left of their rates on this instance: a token bucket for each rate that an
 * account has used lately. Any thread may use it.
 */
final class Rates {
    /**
     * About 15 MB. Whoever was quiet for longest is forgotten, and so begins with a full bucket.
     */
    static final int BUCKETS_MAX = 100_000;

    private static final double SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final Map<Key, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
                    return size() > BUCKETS_MAX;
                }
            };

    Rates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Key(AccountId account, Quota quota) {}

    /**
     * What a request costs of a rate.
     *
     * @param limit of the account, per period
     */
    record Charge(Quota quota, long limit, long cost) {}

    private static final class Bucket {
        private double tokens;
        private long atNanos;
    }

    /**
     * Takes all charges, or none if there is too little left for one of them. A cost above all that
     * may be used at once is granted by a full bucket, which then has to make up for it.
     */
    synchronized List<RateStanding> take(AccountId account, List<Charge> charges) {
        long now = nanoTime.getAsLong();
        Bucket[] filled = new Bucket[charges.size()];
        boolean granted = true;
        for (int i = 0; i < filled.length; i++) {
            filled[i] = bucket(account, charges.get(i), now);
            granted &= wait(charges.get(i), filled[i]).isZero();
        }
        List<RateStanding> standings = new ArrayList<>(filled.length);
        for (int i = 0; i < filled.length; i++) {
            Charge charge = charges.get(i);
            Duration wait = wait(charge, filled[i]);
            if (granted) {
                filled[i].tokens -= charge.cost();
            }
            standings.add(standing(charge, filled[i], wait));
        }
        return standings;
    }

    /** Takes a charge, even if too little is left for it; what is missing comes first again. */
    synchronized RateStanding charge(AccountId account, Charge charge) {
        Bucket bucket = bucket(account, charge, nanoTime.getAsLong());
        bucket.tokens -= charge.cost();
        return standing(charge, bucket, Duration.ZERO);
    }

    /** Returns how much of a rate was used and is not there again. */
    synchronized long used(AccountId account, Quota quota, long limit) {
        Bucket known = buckets.get(new Key(account, quota));
        if (known == null) {
            return 0;
        }
        Charge none = new Charge(quota, limit, 0);
        double tokens = bucket(account, none, nanoTime.getAsLong()).tokens;
        return (long) Math.ceil((double) quota.atOnce(limit) - tokens);
    }

    /** Returns how many buckets are remembered. */
    synchronized int size() {
        return buckets.size();
    }

    private static Duration wait(Charge charge, Bucket bucket) {
        double missing =
                (double) Math.min(charge.cost(), charge.quota().atOnce(charge.limit()))
                        - bucket.tokens;
        if (charge.limit() == 0) {
            return charge.quota().window();
        }
        return missing <= 0 ? Duration.ZERO : until(charge, missing);
    }

    private static RateStanding standing(Charge charge, Bucket bucket, Duration wait) {
        double tokens = bucket.tokens;
        long atOnce = charge.quota().atOnce(charge.limit());
        return new RateStanding(
                charge.quota(),
                atOnce,
                (long) Math.max(0, tokens),
                charge.quota().window(),
                charge.limit() == 0
                        ? charge.quota().window()
                        : until(charge, (double) atOnce - tokens),
                wait);
    }

    private static Duration until(Charge charge, double tokens) {
        return Duration.ofNanos(
                (long)
                        Math.ceil(
                                tokens
                                        * (double) charge.quota().period().toNanos()
                                        / (double) charge.limit()));
    }

    private Bucket bucket(AccountId account, Charge charge, long now) {
        long atOnce = charge.quota().atOnce(charge.limit());
        Bucket bucket =
                buckets.computeIfAbsent(new Key(account, charge.quota()), _ -> full(atOnce, now));
        double perNano =
                (double) charge.limit() / ((double) charge.quota().period().toSeconds() * SECOND);
        bucket.tokens =
                Math.min(
                        (double) atOnce, bucket.tokens + (double) (now - bucket.atNanos) * perNano);
        bucket.atNanos = now;
        return bucket;
    }

    private static Bucket full(long atOnce, long now) {
        Bucket bucket = new Bucket();
        bucket.tokens = (double) atOnce;
        bucket.atNanos = now;
        return bucket;
    }
}
