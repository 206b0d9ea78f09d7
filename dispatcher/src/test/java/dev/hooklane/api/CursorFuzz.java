package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.fuzz.Promise;
import dev.hooklane.lookup.Place;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Cursors that clients send back, changed or not. */
final class CursorFuzz {
    private CursorFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        Promise.decodesOrRefuses(ProblemException.class, () -> Cursor.read(text, Place::parse));
        Promise.decodesOrRefuses(
                        ProblemException.class, () -> Cursor.read(text, Function.identity()))
                .flatMap(Function.identity())
                .ifPresent(place ->
                        Promise.isKept(
                                Optional.of(place),
                                Cursor.read(written(place), Function.identity())));
    }

    private static String written(String place) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
            json.writeStartObject();
            Cursor.write(Optional.of(place), json);
            json.writeEndObject();
        }
        return JsonMapper.shared().readTree(out.toString()).path("next").asString();
    }
}
