package dev.hooklane.thirdparty;

/**
 * An account's place at a target: it takes a part of what the target gets, and gives it back. Any
 * thread may use it.
 */
public interface Seat {
    /** Takes one if the target has room, and the account has not more than its share. */
    boolean tryEnter(long nowNanos);

    /** Takes one, whatever there is. */
    void enter(long nowNanos);

    /**
     * Gives one back.
     *
     * @return whether more accounts want one than there are, so that this one has to wait for its
     *     turn
     */
    boolean leave();

    /** A place at a target without limits. */
    Seat FREE =
            new Seat() {
                @Override
                public boolean tryEnter(long nowNanos) {
                    return true;
                }

                @Override
                public void enter(long nowNanos) {}

                @Override
                public boolean leave() {
                    return false;
                }
            };
}
