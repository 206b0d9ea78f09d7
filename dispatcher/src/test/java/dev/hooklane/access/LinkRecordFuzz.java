package dev.hooklane.access;

import dev.hooklane.fuzz.Promise;

/** Records of portal links, and of their exchanges: the key and the value, by turns. */
final class LinkRecordFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;

    private LinkRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(REFUSAL, () -> LinkCodec.id(input));
        Promise.decodesOrRefuses(REFUSAL, () -> LinkCodec.claim(input));
        Promise.decodesOrRefuses(REFUSAL, () -> LinkCodec.account(input));
        Promise.decodesOrRefuses(REFUSAL, () -> LinkCodec.readUse("one", input));
        Promise.decodesOrRefuses(REFUSAL, () -> LinkCodec.read(input))
                .ifPresent(made ->
                        Promise.isKept(
                                made,
                                LinkCodec.read(LinkCodec.write(made.link(), made.revokedAt()))));
    }
}
