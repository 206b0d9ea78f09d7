package dev.hooklane.source.run;

import dev.hooklane.event.AccountId;
import dev.hooklane.event.Event;
import dev.hooklane.source.SourceRejection;

/** What a record of a source becomes. */
public sealed interface Judged {
    /**
     * An event.
     *
     * @param idGiven whether the mapping named the id
     */
    record Becomes(AccountId account, Event event, boolean idGiven) implements Judged {}

    /** No event, as the mapping wants it. */
    record Skipped(String reason) implements Judged {}

    /** Not an event, though it should be one: it goes to the rejected topic. */
    record Refused(SourceRejection reason, String detail) implements Judged {}

    /**
     * Not known yet, as a schema registry does not say how to read it. The record has to be judged
     * again.
     */
    record Undecided(String reason) implements Judged {}
}
