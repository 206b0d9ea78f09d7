package dev.hooklane.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.fuzz.Promise;

/** Files that describe sources: each is read, or refused in one line. */
final class SourceFileFuzz {
    private SourceFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(
                IllegalArgumentException.class, () -> SourceFile.parse(new String(input, UTF_8)));
    }
}
