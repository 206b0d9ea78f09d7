package dev.hooklane.offset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hooklane.fuzz.Promise;

/** The metadata of an offset commit, from which the next owner learns what is done. */
final class OffsetMetadataFuzz {
    private static final long COMMITTED = 1_000;

    private OffsetMetadataFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String metadata = new String(input, ISO_8859_1);
        CommittedProgress.of(COMMITTED, metadata).undone(COMMITTED + 100);
        Promise.decodesOrRefuses(
                        IllegalArgumentException.class,
                        () -> OffsetLedger.restore(COMMITTED, metadata))
                .map(OffsetLedger::metadata)
                .ifPresent(written ->
                        Promise.isKept(
                                written, OffsetLedger.restore(COMMITTED, written).metadata()));
    }
}
