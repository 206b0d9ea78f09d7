package dev.hooklane.event;

/** The result of {@link EventReader#readAccount}: the record's account, or why there is none. */
public sealed interface AccountReading {

    /** The record names this account. */
    record Known(AccountId account) implements AccountReading {}

    /**
     * The record names no valid account.
     *
     * @param reason {@link RejectReason#NO_ACCOUNT} or {@link RejectReason#BAD_ACCOUNT}
     * @param detail one line that names the field, its value and the limit
     */
    record Rejected(RejectReason reason, String detail) implements AccountReading {}
}
