package dev.hooklane.typeimport;

import dev.hooklane.catalogue.CatalogueType;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a description of a message makes as an event type. */
public sealed interface ImportedType {
    /** Returns the name of the type, or how the document calls the message. */
    String name();

    /**
     * An event type.
     *
     * @param fields its {@code name}, {@code description}, {@code example}, and {@code schema} if
     *     it has one
     */
    record Described(String name, ObjectNode fields) implements ImportedType {}

    /** None, and why. */
    record Refused(String name, String reason) implements ImportedType {}

    /**
     * Returns the first text that says something, no longer than a description may be.
     *
     * @param otherwise if there is none
     */
    static String description(Stream<JsonNode> texts, String otherwise) {
        String text =
                texts.map(each -> each.asString("").strip())
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElse(otherwise);
        if (text.length() <= CatalogueType.DESCRIPTION_MAX) {
            return text;
        }
        int end = CatalogueType.DESCRIPTION_MAX - 1;
        boolean cutsPair = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, cutsPair ? end - 1 : end) + "…";
    }

    /**
     * Returns the types of the messages of an AsyncAPI document, in its order.
     *
     * @throws IllegalArgumentException in one line, if it is no such document
     */
    static List<ImportedType> ofAsyncApi(String text) {
        return new AsyncApiMessages(AsyncApiDocument.parse(text)).types();
    }
}
