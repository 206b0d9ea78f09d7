package dev.hooklane.source.format;

import java.util.HashMap;
import java.util.Map;

/** CloudEvents of sources, in both modes: they are read or refused in words. */
final class CloudEventRecordFuzz {
    private static final CloudEventsFormat FORMAT = new CloudEventsFormat();

    private CloudEventRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Framed framed = Framed.of(input);
        read(framed.value(), Map.of("content-type", "application/cloudevents+json"));
        read(framed.value(), Map.of("content-type", framed.schema()));
        Map<String, String> headers =
                new HashMap<>(
                        Map.of(
                                "content-type", framed.schema(),
                                "ce_specversion", "1.0",
                                "ce_id", "7",
                                "ce_source", "/shop",
                                "ce_type", "order.paid"));
        headers.put("ce_" + framed.schema(), framed.schema());
        read(framed.value(), headers);
    }

    private static void read(byte[] value, Map<String, String> headers) {
        if (FORMAT.read(value, headers) instanceof SourceFormat.Decoded.Unavailable unavailable) {
            throw new AssertionError(unavailable);
        }
    }
}
