package dev.hooklane.published;

import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.EventReader;
import dev.hooklane.lookup.HeaderTexts;
import dev.hooklane.lookup.NewestFirst;
import dev.hooklane.lookup.ReadConsumers;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.lookup.TailRange;
import dev.hooklane.source.FromHeader;
import java.util.Map;
import java.util.Optional;

/** Reads the rejected topic. Any thread may use it; it waits for Kafka. */
public final class RejectedRecords {
    /**
     * The reason for a record of a lane's topic that is not a delivery; its key is an endpoint's.
     */
    public static final String UNREADABLE_DELIVERY = "unreadable_delivery";

    private final NewestFirst newestFirst;
    private final RejectedReading reading;

    public RejectedRecords(
            ReadConsumers consumers, String topic, EventReader reader, Erasures erasures) {
        this.newestFirst = new NewestFirst(consumers, topic);
        this.reading = new RejectedReading(reader, erasures);
    }

    /**
     * Which rejected records are asked for.
     *
     * @param reason the only reason
     * @param source the name of the only source; by what the record says, so also of its events
     *     that the fan-out rejected
     */
    public record Wanted(Optional<String> reason, Optional<String> source) {
        private boolean has(Map<String, String> headers) {
            return reason.map(RejectedReading.reason(headers)::equals).orElse(true)
                    && source.map(from(headers)::equals).orElse(true);
        }

        private static String from(Map<String, String> headers) {
            return Optional.ofNullable(headers.get(FromHeader.NAME))
                    .flatMap(FromHeader::source)
                    .orElse("");
        }
    }

    /**
     * Returns the newest rejected records that are wanted.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public TailPage<RejectedRecord> page(TailRange range, Wanted wanted) {
        return newestFirst.page(
                range,
                record ->
                        wanted.has(HeaderTexts.of(record.headers()))
                                ? reading.read(record)
                                : Optional.empty());
    }

    /**
     * Returns the record at this place; empty if there is none, or none any more.
     *
     * @throws dev.hooklane.topic.KafkaUnavailableException if the brokers can't be reached
     */
    public Optional<RejectedRecord> at(Origin at) {
        return newestFirst.at(at.partition(), at.offset(), reading::read);
    }
}
