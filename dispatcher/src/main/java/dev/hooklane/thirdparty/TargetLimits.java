package dev.hooklane.thirdparty;

/**
 * What one target gets from this instance.
 *
 * @param atOnce requests or connections at the same time; 0 for no limit
 * @param perSecond how many in a second; 0 for no limit
 */
public record TargetLimits(int atOnce, double perSecond) {
    /** No limit. */
    public static final TargetLimits NONE = new TargetLimits(0, 0);

    boolean isNone() {
        return atOnce == 0 && perSecond == 0;
    }

    int most() {
        return atOnce == 0 ? Integer.MAX_VALUE : atOnce;
    }
}
