package dev.hooklane.typeimport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** Finds the messages of an AsyncAPI document, and makes each an event type. */
final class AsyncApiMessages {
    private static final String MESSAGE = "message";
    private static final String MESSAGES = "messages";
    private static final List<String> OPERATIONS = List.of("publish", "subscribe");

    private final AsyncApiDocument document;
    private final LocalReferences references;

    /** By what they make, as a message is often found at several places. */
    private final Map<String, ImportedType> types = new LinkedHashMap<>();

    private final Map<String, JsonNode> messages = new LinkedHashMap<>();

    AsyncApiMessages(AsyncApiDocument document) {
        this.document = document;
        this.references = document.references();
    }

    List<ImportedType> types() {
        JsonNode components = document.root().path("components").path(MESSAGES);
        components.properties().forEach(each -> add(each.getKey(), each.getValue()));
        document.root()
                .path("channels")
                .properties()
                .forEach(channel -> {
                    if (document.major() == 2) {
                        addOperations(channel.getKey(), channel.getValue());
                    } else {
                        addChannel(channel.getValue());
                    }
                });
        return List.copyOf(types.values());
    }

    private void addChannel(JsonNode channel) {
        resolved(
                "channel",
                channel,
                (_, found) ->
                        found.path(MESSAGES)
                                .properties()
                                .forEach(each -> add(each.getKey(), each.getValue())));
    }

    private void addOperations(String name, JsonNode channel) {
        resolved(
                name,
                channel,
                (_, found) -> {
                    for (String operation : OPERATIONS) {
                        JsonNode message = found.path(operation).path(MESSAGE);
                        if (message.path("oneOf").isArray()) {
                            message.path("oneOf").forEach(each -> add(name, each));
                        } else if (!message.isMissingNode()) {
                            add(name, message);
                        }
                    }
                });
    }

    /**
     * Adds a message.
     *
     * @param key by which the document calls it
     */
    private void add(String key, JsonNode node) {
        resolved(
                key(key, node),
                node,
                (name, message) -> {
                    ImportedType type = AsyncApiMessage.of(document, name, message).type();
                    JsonNode known = messages.putIfAbsent(type.name(), message);
                    if (known == null) {
                        types.put(type.name(), type);
                    } else if (!known.equals(message)) {
                        types.put(
                                type.name(),
                                new ImportedType.Refused(
                                        type.name(),
                                        "the document has two messages of this name that differ"));
                    }
                });
    }

    /** Returns the last part of where a reference leads to, which is the name of a component. */
    private static String key(String key, JsonNode node) {
        String ref = node.path(LocalReferences.REF).asString("");
        return ref.isEmpty() ? key : ref.substring(ref.lastIndexOf('/') + 1);
    }

    private void resolved(String name, JsonNode node, BiConsumer<String, JsonNode> use) {
        JsonNode found;
        try {
            found = references.resolved(node);
        } catch (IllegalArgumentException e) {
            types.putIfAbsent(name, new ImportedType.Refused(name, String.valueOf(e.getMessage())));
            return;
        }
        use.accept(name, found);
    }
}
