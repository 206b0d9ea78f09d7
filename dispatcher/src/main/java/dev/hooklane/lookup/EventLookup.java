package dev.hooklane.lookup;

import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.EventReader;
import dev.hooklane.event.KnownTypes;
import dev.hooklane.fanout.OwnMarks;
import dev.hooklane.fanout.TestMarks;

/**
 * The events topic, for those who read it again: its consumers, and what turns its records into
 * events and payloads.
 *
 * @param marks tells tests from other events
 * @param ownMarks tells events of Hooklane's own types from forged ones
 */
public record EventLookup(
        ReadConsumers consumers,
        String topic,
        EventRecords records,
        PayloadSource payloads,
        TestMarks marks,
        OwnMarks ownMarks) {
    /** Returns the look-up of a topic, without what is erased. */
    public static EventLookup of(
            ReadConsumers consumers,
            String topic,
            TestMarks marks,
            OwnMarks ownMarks,
            Erasures erasures) {
        // An event that was accepted once is sent again, even if its type has changed since.
        EventRecords records = new EventRecords(new EventReader(KnownTypes.any()), erasures);
        return new EventLookup(
                consumers,
                topic,
                records,
                new PayloadSource(consumers, topic, records),
                marks,
                ownMarks);
    }
}
