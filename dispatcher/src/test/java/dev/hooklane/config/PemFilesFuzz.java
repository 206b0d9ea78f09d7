package dev.hooklane.config;

import dev.hooklane.fuzz.Promise;
import java.nio.file.Path;

/** Files with certificates and keys: each is read, or refused by its name. */
final class PemFilesFuzz {
    private static final Path FILE = Path.of("some.pem");

    private PemFilesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Promise.decodesOrRefuses(
                IllegalArgumentException.class, () -> PemFiles.certificates(FILE, input));
        Promise.decodesOrRefuses(
                IllegalArgumentException.class, () -> PemFiles.privateKey(FILE, input));
    }
}
