package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;

/** What callers send to say who they are: nobody gets in by chance, and nothing throws. */
final class PortalTokenFuzz {
    private static final TinkSecretCipher CIPHER =
            TinkSecretCipher.of(SecretKeys.generate().toJson());
    private static final PortalLinks LINKS = new PortalLinks(CIPHER, (_, _) -> false);
    private static final SealedJson SEALED = new SealedJson(CIPHER, "fuzz");

    private PortalTokenFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        KeyText.parse(text);
        if (LINKS.read(text).isPresent()
                || LINKS.read("hlp_" + text).isPresent()
                || LINKS.readSession(text).isPresent()
                || LINKS.readSession("hls_" + text).isPresent()
                || LINKS.isFormer("hlp_" + text)
                || SEALED.open(text).isPresent()) {
            throw new AssertionError("a text that nobody sealed was opened: " + text);
        }
    }
}
