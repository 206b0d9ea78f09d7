package dev.hooklane.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.SealedJson;
import dev.hooklane.access.UserPasses;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.session.SessionCodec;
import dev.hooklane.peer.PeerAnswer;
import dev.hooklane.peer.PeerRequest;
import dev.hooklane.peer.PeerTokens;
import dev.hooklane.secret.SecretKeys;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * What an instance of another release may have sealed with the same key: a session's cookie, a
 * person's pass, or a token for a peer. It is read as it would be written here, or it is none.
 */
final class SealedFuzz {
    private static final TinkSecretCipher CIPHER =
            TinkSecretCipher.of(SecretKeys.generate().toJson());
    private static final Instant NOW = Instant.ofEpochMilli(1_768_473_000_000L);
    private static final String TERMS = "terms";
    private static final UserPasses PASSES = new UserPasses(CIPHER, Optional.of(TERMS));
    private static final SessionCodec SESSIONS = new SessionCodec(CIPHER, PASSES);
    private static final PeerRequest REQUEST =
            new PeerRequest("east:8080", "GET", "/v1/endpoints", "3,4");

    static {
        // Otherwise nothing would be tested: another purpose does not open.
        String caller = "\"name\":\"n\",\"role\":\"operator\",\"abilities\":[\"view\"]";
        String times = "\"token\":\"t\",\"startedAt\":1,\"expiresAt\":2";
        Promise.isKept(
                true,
                session("{\"credential\":\"c\",\"key\":\"k\",%s,%s}".formatted(caller, times))
                        .isPresent());
        String user = "{\"id\":\"user:1\",\"terms\":\"terms\",\"endsAt\":1,%s}".formatted(caller);
        Promise.isKept(true, pass(user).isPresent());
        String inUsers = "{\"credential\":\"%s\",%s}".formatted(sealedPass(user), times);
        Promise.isKept(true, sessionOfUser(inUsers).isPresent());
        String token =
                "{\"at\":1768473000000,\"nonce\":\"n\",\"body\":\"b\",\"address\":\"a\",\"key\":\"k\",%s}"
                        .formatted(caller);
        Promise.isKept(true, peer(token) instanceof PeerAnswer.Trusted);
    }

    private SealedFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        session(text).ifPresent(SealedFuzz::isKept);
        sessionOfUser(text).ifPresent(SealedFuzz::isKept);
        sessionOfUser("{\"credential\":\"" + sealedPass(text) + "\",\"expiresAt\":1}");
        pass(text)
                .ifPresent(pass -> {
                    if (pass instanceof UserPasses.Pass.Of(var user)) {
                        Promise.isKept(Optional.of(pass), PASSES.read(PASSES.write(user)));
                    }
                });
        if (peer(text) instanceof PeerAnswer.Trusted trusted) {
            PeerTokens tokens = tokens();
            String again =
                    tokens.authorization(REQUEST, input, trusted.caller(), trusted.address());
            Promise.isKept(Optional.of(trusted.caller()), tokens.recognise(again, REQUEST));
        }
    }

    private static void isKept(Session session) {
        if (!UserPasses.hasForm(session.credential())) {
            Promise.isKept(Optional.of(session), SESSIONS.read(SESSIONS.write(session)));
        }
    }

    private static Optional<Session> session(String json) {
        return SESSIONS.read(sealed("hooklane console session 1", json));
    }

    private static Optional<Session> sessionOfUser(String json) {
        return SESSIONS.read(sealed("hooklane console user session 1", json));
    }

    private static Optional<UserPasses.Pass> pass(String json) {
        return PASSES.read(sealedPass(json));
    }

    private static String sealedPass(String json) {
        return "hlu_" + sealed("hooklane console user 1", json);
    }

    private static PeerAnswer peer(String json) {
        byte[] bound =
                """
                hooklane peer 1
                east:8080
                GET
                /v1/endpoints
                3,4\
                """
                        .getBytes(UTF_8);
        String sealed = PeerTokens.SCHEME + CIPHER.seal(bound, json.getBytes(UTF_8));
        var _ = tokens().recognise(sealed, REQUEST);
        return tokens().check(sealed, REQUEST);
    }

    private static PeerTokens tokens() {
        return new PeerTokens(CIPHER, "east:8080", () -> NOW, new Random(1));
    }

    /** As {@link SealedJson} does it, also with what is not JSON. */
    private static String sealed(String purpose, String json) {
        return CIPHER.seal(purpose.getBytes(UTF_8), json.getBytes(UTF_8))
                .replace('+', '-')
                .replace('/', '_')
                .replace("=", "");
    }
}
