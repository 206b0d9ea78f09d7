package dev.hooklane.fuzz;

import dev.hooklane.erasure.ErasureCodec;
import dev.hooklane.quota.LimitsCodec;
import dev.hooklane.replay.ReplayCodec;

/** Records of replays, of their progress, of erasures, and of the limits of accounts. */
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
        Promise.decodesOrRefuses(REFUSAL, () -> LimitsCodec.account(input))
                .ifPresent(account ->
                        Promise.isKept(account, LimitsCodec.account(LimitsCodec.key(account))));
        Promise.decodesOrRefuses(REFUSAL, () -> LimitsCodec.read(input))
                .ifPresent(own ->
                        Promise.isKept(
                                own,
                                LimitsCodec.read(LimitsCodec.write(own.limits(), own.managed()))));
    }
}
