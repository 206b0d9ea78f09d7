package dev.hooklane.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.catalogue.CatalogueCodec;
import dev.hooklane.catalogue.DataSchema;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.filter.EventData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Catalogue files, records of event types, and schemas alone with data to check. */
final class CatalogueFuzz {
    private static final Path FILE = file();

    private CatalogueFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("catalogue", ".json");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(FILE, input);
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> FixedTypes.read(FILE))
                .ifPresent(types -> types.with(List.of()));
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> CatalogueCodec.type(input))
                .ifPresent(type ->
                        Promise.isKept(type, CatalogueCodec.type(CatalogueCodec.key(type))));
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> CatalogueCodec.read(input))
                .ifPresent(type ->
                        Promise.isKept(type, CatalogueCodec.read(CatalogueCodec.write(type))));
        try {
            JsonNode json = JsonMapper.shared().readTree(new String(input, UTF_8));
            Promise.decodesOrRefuses(IllegalArgumentException.class, () -> DataSchema.read(json))
                    .ifPresent(schema -> {
                        schema.mismatches(json);
                        // Events' data keep all digits of their numbers.
                        new EventData(input).json().ifPresent(schema::mismatches);
                        Promise.isKept(
                                schema,
                                DataSchema.read(JsonMapper.shared().readTree(schema.json())));
                    });
        } catch (JacksonException e) {
            // No schema, then.
        }
    }
}
