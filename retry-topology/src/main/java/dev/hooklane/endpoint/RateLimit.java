package dev.hooklane.endpoint;

/**
 * A rate of requests, and how many may be sent at once.
 *
 * @param perSecond 0.01 to 10000
 * @param burst 1 to 10000
 */
public record RateLimit(double perSecond, int burst) {
    private static final double PER_SECOND_MIN = 0.01;
    private static final double PER_SECOND_MAX = 10_000;
    private static final int BURST_MAX = 10_000;

    public RateLimit {
        // Written so that NaN is rejected too.
        if (!(perSecond >= PER_SECOND_MIN && perSecond <= PER_SECOND_MAX)) {
            throw new IllegalArgumentException(
                    "rateLimit.perSecond is %s; 0.01 to 10000 are allowed"
                            .formatted(number(perSecond)));
        }
        if (burst < 1 || burst > BURST_MAX) {
            throw new IllegalArgumentException(
                    "rateLimit.burst is %d; 1 to 10000 are allowed".formatted(burst));
        }
    }

    /** Returns the form that commands accept: {@code 10/20}. */
    @Override
    public String toString() {
        return number(perSecond) + "/" + burst;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
