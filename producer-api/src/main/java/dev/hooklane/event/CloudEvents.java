package dev.hooklane.event;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Reads CloudEvents 1.0 from Kafka records. The CloudEvent's id, type, time and data become the
 * event's; other attributes are not part of the payload. Its {@code source} is ignored, so its id
 * must be unique on its own.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">The
 *     Kafka binding of CloudEvents</a>
 */
final class CloudEvents {
    enum Mode {
        NONE,
        BINARY,
        STRUCTURED
    }

    private static final String CONTENT_TYPE = "content-type";
    private static final String MEDIA_TYPE_START = "application/cloudevents";
    private static final String JSON_FORMAT = "application/cloudevents+json";
    private static final String SPEC_VERSION = "1.0";

    private CloudEvents() {}

    static Mode mode(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return Mode.NONE;
        }
        String contentType = headers.get(CONTENT_TYPE);
        if (contentType != null
                && contentType.regionMatches(
                        true, 0, MEDIA_TYPE_START, 0, MEDIA_TYPE_START.length())) {
            String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (!mediaType.equals(JSON_FORMAT)) {
                throw new Rejection(
                        RejectReason.BAD_CLOUD_EVENT,
                        "content-type %s is not %s"
                                .formatted(VisibleText.quoted(mediaType), JSON_FORMAT));
            }
            return Mode.STRUCTURED;
        }
        return headers.containsKey("ce_specversion") ? Mode.BINARY : Mode.NONE;
    }

    /**
     * Reads the attributes from headers that start with {@code ce_}, and the data from the value.
     */
    static Envelope binary(JsonParser parser, Map<String, String> headers) {
        checkVersion(headers.get("ce_specversion"));
        Envelope envelope = new Envelope();
        envelope.id(headers.get("ce_id"));
        envelope.type(headers.get("ce_type"));
        envelope.timestamp(headers.get("ce_time"));
        envelope.data(parser);
        return envelope;
    }

    /**
     * Reads attributes and data from one JSON object, whose start is the parser's current token.
     */
    static Envelope structured(JsonParser parser) {
        Envelope envelope = new Envelope();
        String version = null;
        EventFields fields = new EventFields(parser);
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "specversion" -> version = fields.text(name, RejectReason.BAD_CLOUD_EVENT);
                case "id" -> envelope.id(fields.text(name, RejectReason.BAD_ID));
                case "type" -> envelope.type(fields.text(name, RejectReason.UNKNOWN_TYPE));
                case "time" -> envelope.timestamp(fields.text(name, RejectReason.BAD_TIMESTAMP));
                case "data" -> envelope.data(parser);
                case "data_base64" ->
                        throw new Rejection(
                                RejectReason.BAD_DATA,
                                "the CloudEvent has data_base64, not data as a JSON object");
                default -> fields.skip();
            }
        }
        checkVersion(version);
        return envelope;
    }

    private static void checkVersion(@Nullable String version) {
        if (!SPEC_VERSION.equals(version)) {
            throw new Rejection(
                    RejectReason.BAD_CLOUD_EVENT,
                    version == null
                            ? "the CloudEvent has no specversion, it must be " + SPEC_VERSION
                            : "CloudEvent specversion %s is not %s"
                                    .formatted(VisibleText.quoted(version), SPEC_VERSION));
        }
    }
}
