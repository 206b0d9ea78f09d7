package dev.hooklane.fuzz;

import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.replay.ReplayCodec;

/** Records of replays, of their progress, and of erasures. */
final class JobRecordFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;

    private JobRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        ReplayCodec.isProgress(input);
        Promise.decodesOrRefuses(REFUSAL, () -> ReplayCodec.id(input));
        Promise.decodesOrRefuses(REFUSAL, () -> ReplayCodec.read(input))
                .ifPresent(replay ->
                        Promise.isKept(replay, ReplayCodec.read(ReplayCodec.write(replay))));
        Promise.decodesOrRefuses(REFUSAL, () -> ReplayCodec.readProgress(input))
                .ifPresent(progress ->
                        Promise.isKept(
                                progress, ReplayCodec.readProgress(ReplayCodec.write(progress))));
        Promise.decodesOrRefuses(REFUSAL, () -> ErasureCodec.id(input));
        Promise.decodesOrRefuses(REFUSAL, () -> ErasureCodec.read(input))
                .ifPresent(erasure ->
                        Promise.isKept(erasure, ErasureCodec.read(ErasureCodec.write(erasure))));
    }
}
