package dev.hooklane.api;

import dev.hooklane.fuzz.Promise;

/** Records of requests with an {@code Idempotency-Key}, and their answers. */
final class ClaimRecordFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;

    private ClaimRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(REFUSAL, () -> ClaimRecord.read(input))
                .ifPresent(claim -> Promise.isKept(claim, ClaimRecord.read(claim.bytes())));
        Promise.decodesOrRefuses(REFUSAL, () -> KeptAnswer.read(input))
                .ifPresent(answer -> Promise.isKept(answer, KeptAnswer.read(answer.bytes())));
    }
}
