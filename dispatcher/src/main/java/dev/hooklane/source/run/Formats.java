package dev.hooklane.source.run;

import dev.hooklane.source.ValueFormat;

/** The formats by name. */
final class Formats {
    private Formats() {}

    static SourceFormat of(ValueFormat format) {
        return switch (format) {
            case JSON -> new JsonFormat();
            case TEXT -> new TextFormat();
        };
    }
}
