package dev.hooklane.event;

/** What {@link EventReader#readAccount} made of a record's key and headers. */
public sealed interface AccountReading {

    record Known(AccountId account) implements AccountReading {}

    /**
     * The record names no account.
     *
     * @param detail one line naming the thing, the value and the limit
     */
    record Rejected(RejectReason reason, String detail) implements AccountReading {}
}
