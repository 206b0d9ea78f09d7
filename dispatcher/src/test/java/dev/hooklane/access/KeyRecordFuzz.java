package dev.hooklane.access;

import dev.hooklane.fuzz.Promise;

/** Records of API keys, and of when each was last used. */
final class KeyRecordFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;

    private KeyRecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        KeyCodec.isUse(input);
        Promise.decodesOrRefuses(REFUSAL, () -> KeyCodec.id(input));
        Promise.decodesOrRefuses(REFUSAL, () -> KeyCodec.read(input))
                .ifPresent(key -> Promise.isKept(key, KeyCodec.read(KeyCodec.write(key))));
        Promise.decodesOrRefuses(REFUSAL, () -> KeyCodec.readUse(input));
    }
}
