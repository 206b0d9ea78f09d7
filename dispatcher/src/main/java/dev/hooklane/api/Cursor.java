package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.VisibleText;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The place where a page of a list ended, as text that is opaque to clients. */
final class Cursor {
    private Cursor() {}

    /** Ends a list's answer with the cursor of the next page, or null at the end. */
    static void write(Optional<String> last, JsonGenerator json) {
        json.writeName("next");
        if (last.isPresent()) {
            json.writeString(
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(last.get().getBytes(UTF_8)));
        } else {
            json.writeNull();
        }
    }

    /**
     * Parses the cursor in the request.
     *
     * @param parse throws IllegalArgumentException if no list returned this cursor
     */
    static <T> Optional<T> read(Context context, Function<String, T> parse) {
        return read(context.queryParam("cursor"), parse);
    }

    /** Returns the cursor as text. */
    static Optional<String> read(Context context) {
        return read(context, Function.identity());
    }

    static <T> Optional<T> read(@Nullable String cursor, Function<String, T> parse) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    parse.apply(new String(Base64.getUrlDecoder().decode(cursor), UTF_8)));
        } catch (IllegalArgumentException e) {
            throw Problem.badCursor(
                    "cursor",
                    "cursor '%s' is not one that this list returned; start without a cursor"
                            .formatted(VisibleText.excerpt(cursor)));
        }
    }
}
