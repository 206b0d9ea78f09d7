package dev.hooklane.typeimport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.VisibleText;
import java.net.URLDecoder;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Follows references within a document.
 *
 * @param root of the document
 */
record LocalReferences(JsonNode root) {
    static final String REF = "$ref";
    private static final int FOLLOWED_MAX = 20;

    /**
     * Returns what a node stands for: itself, or what it refers to.
     *
     * @throws IllegalArgumentException if that is not in the document
     */
    JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        for (int followed = 0; found.path(REF).isString(); followed++) {
            if (followed == FOLLOWED_MAX) {
                throw new IllegalArgumentException(
                        "the reference %s leads to more than %d others"
                                .formatted(shown(node.path(REF).asString()), FOLLOWED_MAX));
            }
            found = at(found.path(REF).asString());
        }
        return found;
    }

    /**
     * Returns what is at the target of a reference.
     *
     * @throws IllegalArgumentException if nothing is there, or if it is in another document
     */
    JsonNode at(String ref) {
        if (!ref.startsWith("#")) {
            throw new IllegalArgumentException(
                    "it refers to %s, which is another document; bundle them into one"
                            .formatted(shown(ref)));
        }
        JsonNode found = ref.equals("#") ? root : root.at(pointer(ref));
        if (found.isMissingNode()) {
            throw new IllegalArgumentException(
                    "it refers to %s, which is not in the document".formatted(shown(ref)));
        }
        return found;
    }

    private static JsonPointer pointer(String ref) {
        try {
            return JsonPointer.compile(
                    URLDecoder.decode(ref.substring(1).replace("+", "%2B"), UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "it refers to %s, which is no JSON Pointer".formatted(shown(ref)), e);
        }
    }

    private static String shown(String ref) {
        return VisibleText.excerpt(ref);
    }
}
