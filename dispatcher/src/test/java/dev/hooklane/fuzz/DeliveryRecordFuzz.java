package dev.hooklane.fuzz;

import dev.hooklane.attempt.Parking;
import dev.hooklane.delivery.Delivery;
import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.endpoint.EndpointRevision;
import dev.hooklane.topic.TraceHeaders;
import org.apache.kafka.common.header.Headers;

/** Deliveries in the headers of records, and the other headers that are read. */
final class DeliveryRecordFuzz {
    private static final int UNCUT_CHARS = 500;

    private DeliveryRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzedRecord record = FuzzedRecord.of(input);
        Headers headers = record.recordHeaders();
        Parking.of(headers).untilTurnMillis(0);
        TraceHeaders.parent(headers);
        TraceHeaders.state(headers);
        EndpointRevision.of(headers);
        EndpointRevision.replacedBy(headers);
        Promise.decodesOrRefuses(
                        IllegalArgumentException.class,
                        () -> DeliveryRecords.read(record.key(), record.value(), headers))
                .ifPresent(delivery -> {
                    Delivery again = again(delivery);
                    Promise.isKept(again, again(again));
                    // Longer responses of attempts are cut, once.
                    if (record.headers().getOrDefault(DeliveryRecords.ATTEMPTS_HEADER, "").length()
                            <= UNCUT_CHARS) {
                        Promise.isKept(delivery, again);
                    }
                });
    }

    private static Delivery again(Delivery delivery) {
        return DeliveryRecords.read(
                DeliveryRecords.key(delivery),
                delivery.payload().bytes(),
                DeliveryRecords.headers(delivery));
    }
}
