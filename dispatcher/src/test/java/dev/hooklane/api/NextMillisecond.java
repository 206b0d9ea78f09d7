package dev.hooklane.api;

/** The next millisecond of the clock, so that what comes after is later than what was before. */
final class NextMillisecond {
    private NextMillisecond() {}

    static void await() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }
}
