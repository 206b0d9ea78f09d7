package dev.hooklane.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** The form that every list has in the API: the items of a page, and where the next one begins. */
final class ListAnswer {
    private ListAnswer() {}

    /**
     * Answers with a page.
     *
     * @param name of the array of items
     * @param item writes one of them
     * @param last the place where the page ended; empty at the end of the list
     */
    static <T> void send(
            Context context,
            String name,
            List<T> items,
            BiConsumer<T, JsonGenerator> item,
            Optional<String> last) {
        Answers.json(
                context,
                200,
                json -> {
                    json.writeStartObject();
                    write(name, items, item, last, json);
                    json.writeEndObject();
                });
    }

    /** Writes a page into an object that may have other members. */
    static <T> void write(
            String name,
            List<T> items,
            BiConsumer<T, JsonGenerator> item,
            Optional<String> last,
            JsonGenerator json) {
        json.writeName(name);
        json.writeStartArray();
        items.forEach(each -> item.accept(each, json));
        json.writeEndArray();
        Cursor.write(last, json);
    }
}
