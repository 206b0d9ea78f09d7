package dev.hooklane.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.fuzz.Promise;

/** Manifests: each is read, or refused in one line, and its check names what is wrong. */
final class ManifestFuzz {
    private static final ManifestCheck CHECK = new ManifestCheck();

    private ManifestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> Manifest.parse(text));
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> CHECK.problems(text));
    }
}
