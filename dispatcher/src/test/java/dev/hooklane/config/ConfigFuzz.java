package dev.hooklane.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.fuzz.Promise;
import java.util.Map;

/** Configuration files: each is read, or refused with all that is wrong. */
final class ConfigFuzz {
    private ConfigFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        Promise.decodesOrRefuses(
                InvalidConfigException.class, () -> ConfigReader.read(text, Map.of(), Map.of()));
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> ByteSizeText.parse(text));
        Promise.decodesOrRefuses(IllegalArgumentException.class, () -> BeginAt.parse(text));
    }
}
