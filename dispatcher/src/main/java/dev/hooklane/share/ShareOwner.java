package dev.hooklane.share;

import dev.hooklane.event.AccountId;
import java.util.Optional;

/**
 * Whose share the work on this thread counts towards: that of an account or of a key. Work that
 * nobody in particular asked for is the installation's own.
 */
public final class ShareOwner {
    /** The owner of the installation's own work. */
    static final String INSTALLATION = "";

    private static final ScopedValue<Owner> OWNER = ScopedValue.newInstance();

    private ShareOwner() {}

    private record Owner(String name, Optional<AccountId> account) {}

    /** Work that may fail in its own way. */
    @FunctionalInterface
    public interface Work<T, X extends Throwable> {
        T run() throws X;
    }

    /** Runs work that counts towards this account's share. */
    public static <T, X extends Throwable> T run(AccountId account, Work<? extends T, X> work)
            throws X {
        return run(new Owner(account.value(), Optional.of(account)), work);
    }

    /** Runs work that counts towards the share of a key that belongs to no account. */
    public static <T, X extends Throwable> T run(String key, Work<? extends T, X> work) throws X {
        return run(new Owner(key, Optional.empty()), work);
    }

    private static <T, X extends Throwable> T run(Owner owner, Work<? extends T, X> work) throws X {
        return ScopedValue.where(OWNER, owner).<T, X>call(work::run);
    }

    /** Returns the owner of the work that this thread does. */
    public static String current() {
        return OWNER.isBound() ? OWNER.get().name() : INSTALLATION;
    }

    /** Returns the account that this thread works for; empty for other owners. */
    public static Optional<AccountId> account() {
        return OWNER.isBound() ? OWNER.get().account() : Optional.empty();
    }
}
