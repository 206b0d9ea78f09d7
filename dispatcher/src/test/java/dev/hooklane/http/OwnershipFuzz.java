package dev.hooklane.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.fuzz.Promise;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Answers of servers that are asked whether they want events: none says so without knowing the
 * challenge or our name, and one that only echoes what it got does not return the challenge.
 */
final class OwnershipFuzz {
    private static final SecureRandom RANDOM = new SecureRandom();

    private OwnershipFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        // Nobody can know it, whatever the input is.
        String challenge = HexFormat.of().formatHex(bytes);
        Promise.isKept(false, OwnershipProof.returns(text, challenge));
        Promise.isKept(false, OwnershipProof.returns(echo(challenge, text), challenge));
        Promise.isKept(
                true, OwnershipProof.returns("{\"challenge\":\"" + challenge + "\"}", challenge));

        Optional<String> missing = OwnershipProof.missingPermission(text, challenge);
        Promise.isKept(text.equals("*"), missing.isEmpty());
        Promise.isKept(
                missing,
                missing.map(_ ->
                        "has a WebHook-Allowed-Origin other than %s or *".formatted(challenge)));
    }

    /** What the server was sent, with what it adds itself. */
    private static String echo(String challenge, String text) {
        return "{\"data\":{\"challenge\":\"%s\"},\"added\":%s}".formatted(challenge, text);
    }
}
