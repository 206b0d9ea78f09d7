package dev.hooklane.share;

import dev.hooklane.event.AccountId;

/**
 * Whose share the work on this thread counts towards: that of an account or of a key. Work that
 * nobody in particular asked for is the installation's own.
 */
public final class ShareOwner {
    /** The owner of the installation's own work. */
    static final String INSTALLATION = "";

    private static final ScopedValue<String> OWNER = ScopedValue.newInstance();

    private ShareOwner() {}

    /** Work that may fail in its own way. */
    @FunctionalInterface
    public interface Work<T, X extends Throwable> {
        T run() throws X;
    }

    /** Runs work that counts towards this account's share. */
    public static <T, X extends Throwable> T run(AccountId account, Work<? extends T, X> work)
            throws X {
        return run(account.value(), work);
    }

    /** Runs work that counts towards the share of an account or a key. */
    public static <T, X extends Throwable> T run(String owner, Work<? extends T, X> work) throws X {
        return ScopedValue.where(OWNER, owner).<T, X>call(work::run);
    }

    /** Returns the owner of the work that this thread does. */
    public static String current() {
        return OWNER.orElse(INSTALLATION);
    }
}
