package dev.hooklane.source.mapping;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a mapping makes of a record. */
public sealed interface Mapped {
    /**
     * The record is this event. All its parts are valid, but nobody knows yet whether the account
     * exists or the type is in the catalogue.
     *
     * @param account an account's id
     * @param id an event's id; empty if the mapping gives none
     * @param timestamp in the years 1970 to 9999; empty if the mapping gives none
     * @param data a JSON object, which shares parts with the record: nobody may change it
     */
    record Event(
            String account,
            String type,
            Optional<String> id,
            Optional<Instant> timestamp,
            JsonNode data)
            implements Mapped {
        /** Leaves out the data, so that it never gets into a log by accident. */
        @Override
        public String toString() {
            return "Event[account=%s, type=%s, id=%s, timestamp=%s]"
                    .formatted(account, type, id.orElse("none"), timestamp);
        }
    }

    /**
     * The record is no event, as the mapping's {@code when} says.
     *
     * @param reason one line
     */
    record Skipped(String reason) implements Mapped {}

    /**
     * The mapping can't take the record.
     *
     * @param reason one line: the field of the event, the path in the record, what was found and
     *     what was expected
     */
    record Rejected(String reason) implements Mapped {}
}
