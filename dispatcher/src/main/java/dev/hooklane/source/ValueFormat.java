package dev.hooklane.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the bytes of a record's key or value are read. */
public enum ValueFormat {
    /** One JSON value in UTF-8. */
    JSON,
    /** Text in UTF-8, which the mapping sees as a string. */
    TEXT,
    /** Any bytes, which the mapping sees as base64. */
    BYTES,
    /** Avro, with the id of a registered schema in front. */
    AVRO,
    /** Protobuf, with the id of a registered schema in front. */
    PROTOBUF,
    /** JSON, with the id of a registered schema in front. */
    JSON_SCHEMA,
    /** A CloudEvent, in binary or structured mode. */
    CLOUDEVENTS;

    /** The names of all formats, in words. */
    public static final String NAMES =
            Arrays.stream(values()).map(ValueFormat::label).collect(Collectors.joining(", "));

    /** Returns the name in files and requests. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reports whether reading it takes schemas of a registry. */
    public boolean needsRegistry() {
        return this == AVRO || this == PROTOBUF;
    }

    /** Reports whether people can read the bytes as they are. */
    public boolean isText() {
        return this == JSON || this == TEXT;
    }

    /**
     * Returns the format of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ValueFormat named(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "format '%s' is unknown; the formats are %s"
                                        .formatted(label, NAMES)));
    }
}
