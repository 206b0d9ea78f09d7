package dev.hooklane.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.console.session.SessionCodec;
import dev.hooklane.peer.PeerAnswer;
import dev.hooklane.peer.PeerRequest;
import dev.hooklane.peer.PeerTokens;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/** What callers send to say who they are: nobody gets in by chance, and nothing throws. */
final class PortalTokenFuzz {
    private static final TinkSecretCipher CIPHER =
            TinkSecretCipher.of(SecretKeys.generate().toJson());
    private static final PortalLinks LINKS = new PortalLinks(CIPHER, (_, _) -> false);
    private static final SealedJson SEALED = new SealedJson(CIPHER, "fuzz");
    private static final UserPasses PASSES = new UserPasses(CIPHER, Optional.of("terms"));
    private static final SessionCodec SESSIONS = new SessionCodec(CIPHER, PASSES);
    private static final PeerTokens PEERS =
            new PeerTokens(CIPHER, "east:8080", InstantSource.system(), new Random(1));
    private static final PeerRequest REQUEST = new PeerRequest("east:8080", "GET", "/v1", "");

    private PortalTokenFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        KeyText.parse(text);
        if (LINKS.read(text).isPresent()
                || LINKS.read("hlp_" + text).isPresent()
                || LINKS.readSession(text).isPresent()
                || LINKS.readSession("hls_" + text).isPresent()
                || LINKS.isFormer("hlp_" + text)
                || SEALED.open(text).isPresent()
                || PASSES.read(text).isPresent()
                || PASSES.read("hlu_" + text).isPresent()
                || SESSIONS.read(text).isPresent()
                || PEERS.recognise(PeerTokens.SCHEME + text, REQUEST).isPresent()
                || PEERS.check(PeerTokens.SCHEME + text, REQUEST) instanceof PeerAnswer.Trusted) {
            throw new AssertionError("a text that nobody sealed was opened: " + text);
        }
    }
}
