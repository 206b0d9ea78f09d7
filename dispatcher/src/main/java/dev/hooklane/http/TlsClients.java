package dev.hooklane.http;

import dev.hooklane.certificate.OwnCertificates;
import dev.hooklane.endpoint.EndpointTls;
import dev.hooklane.event.AccountId;
import dev.hooklane.share.ShareCache;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The clients of endpoints with certificates of their own. Each has its own connections and TLS
 * sessions, and only endpoints of one account with equal certificates share one. So nobody's
 * request goes over a connection that was made with somebody else's client certificate, or to a
 * server that only somebody else trusts.
 */
final class TlsClients implements AutoCloseable {
    /** Each takes some 30 KB, and its connections come on top. */
    static final int MOST = 1_024;

    /** Eight accounts must work together to take all. */
    static final int SHARE = MOST / 8;

    private static final int IDLE_MAX = 4;

    private final OkHttpClient base;
    private final ConnectionPools pools;
    private final Duration keepAlive;
    private final X509TrustManager trust;
    private final KeyManager @Nullable [] keys;
    private final ShareCache<Owner, OkHttpClient> clients =
            new ShareCache<>(MOST, SHARE, owner -> owner.account().value(), TlsClients::end);

    private record Owner(AccountId account, EndpointTls tls) {}

    /**
     * @param base for everything but TLS and connections
     * @param pools makes their connection pools
     * @param trust for servers that an endpoint's own authorities do not vouch for
     */
    TlsClients(
            OkHttpClient base,
            ConnectionPools pools,
            HttpSettings settings,
            X509TrustManager trust) {
        this.base = base;
        this.pools = pools;
        this.keepAlive = settings.connections().keepAlive();
        this.trust = trust;
        try {
            this.keys = settings.wayOut().tls().keys();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS to endpoints can't be set up", e);
        }
    }

    OkHttpClient of(AccountId account, EndpointTls tls) {
        Owner owner = new Owner(account, tls);
        Optional<OkHttpClient> known = clients.find(owner);
        if (known.isPresent()) {
            return known.get();
        }
        // Two threads may both make one; the one that is replaced ends with its calls.
        OkHttpClient made = client(OwnCertificates.of(tls));
        clients.put(owner, made);
        return made;
    }

    private OkHttpClient client(OwnCertificates own) {
        X509TrustManager trusted = own.trustBesides(trust);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.keysOr(keys), new TrustManager[] {trusted}, null);
            return base.newBuilder()
                    .dispatcher(new Dispatcher())
                    .connectionPool(pools.pool(IDLE_MAX, keepAlive))
                    .sslSocketFactory(new TlsSockets(context.getSocketFactory()), trusted)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "TLS with an endpoint's certificates can't be set up", e);
        }
    }

    int connections() {
        return clients.values().stream()
                .mapToInt(client -> client.connectionPool().connectionCount())
                .sum();
    }

    private static void end(OkHttpClient client) {
        client.connectionPool().evictAll();
    }

    /** Cancels running calls and closes every connection. */
    @Override
    public void close() {
        clients.values().forEach(client -> client.dispatcher().cancelAll());
        clients.clear();
    }
}
