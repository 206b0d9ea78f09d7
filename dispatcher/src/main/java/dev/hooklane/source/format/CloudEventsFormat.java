package dev.hooklane.source.format;

import dev.hooklane.event.VisibleText;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * CloudEvents 1.0 in binary or structured mode. The mapping sees either in the JSON form of
 * CloudEvents: the attributes, and {@code data} if it is JSON or text, otherwise {@code
 * data_base64}.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">The
 *     Kafka binding of CloudEvents</a>
 */
final class CloudEventsFormat implements SourceFormat {
    private static final String HEADER_START = "ce_";
    private static final String CONTENT_TYPE = "content-type";
    private static final String MEDIA_TYPE_START = "application/cloudevents";
    private static final String JSON_FORM = "application/cloudevents+json";
    private static final String VERSION = "specversion";
    private static final String VERSION_READ = "1.0";
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";
    private static final String DATA_TYPE = "datacontenttype";
    private static final List<String> REQUIRED = List.of(VERSION, "id", "source", "type");

    private final JsonFormat json = new JsonFormat();
    private final TextFormat text = new TextFormat();

    @Override
    public Decoded read(byte @Nullable [] bytes, Map<String, String> headers) {
        String mediaType = mediaType(headers.getOrDefault(CONTENT_TYPE, ""));
        try {
            if (mediaType.startsWith(MEDIA_TYPE_START)) {
                return structured(bytes, mediaType);
            }
            if (headers.containsKey(HEADER_START + VERSION)) {
                return new Decoded.Value(binary(bytes, headers));
            }
        } catch (Undecodable e) {
            return new Decoded.Unreadable(e.reason());
        }
        return bytes == null
                ? new Decoded.Value(null)
                : new Decoded.Unreadable(
                        "is not a CloudEvent: the record has no header ce_specversion, and its content-type is not "
                                + JSON_FORM);
    }

    private Decoded structured(byte @Nullable [] bytes, String mediaType) {
        if (!mediaType.equals(JSON_FORM)) {
            throw new Undecodable(
                    "is a CloudEvent of content-type %s, not %s"
                            .formatted(VisibleText.quoted(mediaType), JSON_FORM));
        }
        if (bytes == null) {
            return new Decoded.Value(null);
        }
        Decoded read = json.read(bytes, Map.of());
        if (!(read instanceof Decoded.Value(@Nullable JsonNode node))) {
            return read;
        }
        if (!(node instanceof ObjectNode event)) {
            throw new Undecodable("is not a CloudEvent: it is JSON, but no object");
        }
        checkAttributes(event);
        JsonNode base64 = event.get(DATA_BASE64);
        if (base64 != null) {
            if (event.has(DATA)) {
                throw new Undecodable("is a CloudEvent with both data and data_base64");
            }
            event.remove(DATA_BASE64);
            addData(event, decoded(base64));
        }
        return new Decoded.Value(event);
    }

    private static byte[] decoded(JsonNode base64) {
        try {
            return Base64.getDecoder().decode(base64.asString(""));
        } catch (IllegalArgumentException e) {
            throw new Undecodable("is a CloudEvent whose data_base64 is not base64");
        }
    }

    private ObjectNode binary(byte @Nullable [] bytes, Map<String, String> headers) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(headers)
                .forEach((name, value) -> {
                    if (name.startsWith(HEADER_START)) {
                        event.put(name.substring(HEADER_START.length()), value);
                    }
                });
        checkAttributes(event);
        if (event.has(DATA) || event.has(DATA_BASE64)) {
            throw new Undecodable("is a CloudEvent with data in a header");
        }
        if (headers.containsKey(CONTENT_TYPE)) {
            event.put(DATA_TYPE, headers.get(CONTENT_TYPE));
        }
        if (bytes != null) {
            addData(event, bytes);
        }
        return event;
    }

    private static void checkAttributes(ObjectNode event) {
        for (String name : REQUIRED) {
            if (event.path(name).asString("").isEmpty()) {
                throw new Undecodable("is a CloudEvent without the attribute " + name);
            }
        }
        String version = event.path(VERSION).asString("");
        if (!version.equals(VERSION_READ)) {
            throw new Undecodable(
                    "is a CloudEvent of specversion %s, not %s"
                            .formatted(VisibleText.quoted(version), VERSION_READ));
        }
    }

    /** Without a content type, data is JSON. */
    private void addData(ObjectNode event, byte[] bytes) {
        String mediaType = mediaType(event.path(DATA_TYPE).asString(""));
        boolean isJson =
                mediaType.isEmpty() || mediaType.endsWith("/json") || mediaType.endsWith("+json");
        if (!isJson && !mediaType.startsWith("text/")) {
            event.put(DATA_BASE64, Base64.getEncoder().encodeToString(bytes));
            return;
        }
        switch ((isJson ? json : text).read(bytes, Map.of())) {
            case Decoded.Value(@Nullable JsonNode data) -> event.set(DATA, data);
            case Decoded.Unreadable(String reason) ->
                    throw new Undecodable("has data that " + reason);
            case Decoded.Unavailable(String reason) -> throw new Undecodable(reason);
        }
    }

    /** Returns a media type without its parameters. */
    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
