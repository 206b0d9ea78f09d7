package dev.hooklane.quota;

/** Counts what is refused. */
public interface QuotaMeter {
    /** Takes note that an account was refused something that is beyond this quota. */
    void refused(Quota quota);
}
