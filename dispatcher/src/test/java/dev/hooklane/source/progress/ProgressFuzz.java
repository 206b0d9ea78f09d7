package dev.hooklane.source.progress;

import dev.hooklane.fuzz.Promise;

/** Records of the topic of sources' progress. */
final class ProgressFuzz {
    private ProgressFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> ProgressCodec.key(input))
                .ifPresent(key -> Promise.isKept(key, ProgressCodec.key(ProgressCodec.key(key))));
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> ProgressCodec.read(input))
                .ifPresent(progress ->
                        Promise.isKept(
                                progress, ProgressCodec.read(ProgressCodec.write(progress))));
    }
}
