package dev.hooklane.source;

import dev.hooklane.fuzz.Promise;

/** Records of the topic of sources. */
final class SourceCodecFuzz {
    private SourceCodecFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> SourceCodec.name(input));
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> SourceCodec.read(input))
                .ifPresent(source ->
                        Promise.isKept(source, SourceCodec.read(SourceCodec.write(source))));
    }
}
