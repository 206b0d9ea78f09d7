package dev.hooklane.listener;

import dev.hooklane.edge.PeerClient;
import dev.hooklane.peer.PeerTokens;
import dev.hooklane.secret.TinkSecretCipher;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What an instance has for listeners: the streams that are open here, and the way to those that
 * other instances hold.
 *
 * @param tokens make and check the calls of the one kind that {@link HolderCalls} makes
 */
public record Listening(Listeners here, HolderCalls elsewhere, PeerTokens tokens)
        implements AutoCloseable {
    /**
     * Returns the parts of an instance.
     *
     * @param cipher of the key for listeners
     * @param self the {@code host:port} under which other instances know this one
     */
    public static Listening of(TinkSecretCipher cipher, String self, PeerClient peers) {
        PeerTokens tokens =
                new PeerTokens(cipher, self, InstantSource.system(), new SecureRandom());
        return new Listening(new Listeners(), new HolderCalls(tokens, peers), tokens);
    }

    @Override
    public void close() {
        here.close();
        elsewhere.close();
    }
}
