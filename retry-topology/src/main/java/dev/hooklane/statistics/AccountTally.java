package dev.hooklane.statistics;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Counts attempts as {@link AttemptTally} does, and how many deliveries became dead letters.
 * Mutable; for one thread at a time.
 */
public final class AccountTally {
    private final AttemptTally attempts = new AttemptTally();
    private long deadLetters;

    /** Returns the attempts. The result shows what is counted later, too. */
    public AttemptTally attempts() {
        return attempts;
    }

    public long deadLetters() {
        return deadLetters;
    }

    public void addDeadLetter() {
        deadLetters++;
    }

    public void add(AccountTally other) {
        attempts.add(other.attempts);
        deadLetters += other.deadLetters;
    }

    /** Returns the number of dead letters in 8 bytes, then the attempts' own form. */
    public byte[] bytes() {
        byte[] tally = attempts.bytes();
        return ByteBuffer.allocate(Long.BYTES + tally.length)
                .putLong(deadLetters)
                .put(tally)
                .array();
    }

    /**
     * Reads a tally that {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public static AccountTally read(byte[] written) {
        AccountTally tally = new AccountTally();
        ByteBuffer bytes = ByteBuffer.wrap(written);
        try {
            tally.deadLetters = bytes.getLong();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("tally is not readable", e);
        }
        byte[] attempts = new byte[bytes.remaining()];
        bytes.get(attempts);
        tally.attempts.add(AttemptTally.read(attempts));
        return tally;
    }
}
