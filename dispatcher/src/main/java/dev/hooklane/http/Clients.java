package dev.hooklane.http;

import dev.hooklane.dns.BoundedDns;
import dev.hooklane.egress.AddressRules;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointTls;
import dev.hooklane.thirdparty.TargetLimits;
import dev.hooklane.thirdparty.Targets;
import dev.hooklane.token.TokenUse;
import dev.hooklane.tunnel.Tunnels;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The OkHttp clients, all set up alike, each with the connections of some of the endpoints. They
 * are split because a look-up in a connection pool goes through all of its connections, and locks
 * each. A lock that many virtual threads wait for is handed from one to the next, each time through
 * the queue for a CPU: while those are busy, the attempts at one host once took seconds in which
 * they only waited for each other.
 */
final class Clients implements AutoCloseable {
    private static final int COUNT = 32;

    /** 2³² divided by the golden ratio, as in Fibonacci hashing. */
    private static final int SPREAD = 0x9E3779B9;

    private static final Duration LOOKUP_PATIENCE = Duration.ofSeconds(5);

    /** An HTTP/2 connection outlives a request's timeout; pings find a dead one. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    private final boolean http2;

    private final TlsSockets sockets;
    private final SocketEgress egress;
    private final BoundedDns dns;
    private final List<OkHttpClient> clients;
    private final TlsClients own;

    Clients(HttpSettings settings, Network network) {
        http2 = settings.connections().http2();
        sockets = new TlsSockets(network.tls());
        Duration timeout = settings.timeouts().attempt();
        Duration patience = timeout.compareTo(LOOKUP_PATIENCE) < 0 ? timeout : LOOKUP_PATIENCE;
        dns = new BoundedDns(network.resolver(), () -> AttemptDeadline.within(patience));
        egress =
                new SocketEgress(
                        settings.addressRules(),
                        settings.wayOut().proxy().map(proxy -> new Tunnels(proxy, dns::lookup)),
                        new Targets(
                                "egress.connections-per-address",
                                new TargetLimits(settings.wayOut().connectionsPerAddress(), 0)));
        OkHttpClient base = base(settings, network);
        ConnectionPools pools = new ConnectionPools();
        clients =
                Stream.generate(() -> withOwnPool(base, pools, settings.connections()))
                        .limit(COUNT)
                        .toList();
        own = new TlsClients(base, pools, settings, network.trust());
    }

    private OkHttpClient base(HttpSettings settings, Network network) {
        return new OkHttpClient.Builder()
                .callTimeout(settings.timeouts().attempt())
                .connectTimeout(settings.timeouts().connect())
                // The call's timeout bounds them; a timer for each read and write only costs time.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // Racing the addresses would take a platform thread for each connection made.
                .fastFallback(false)
                .protocols(protocols(settings))
                .pingInterval(PING_INTERVAL)
                .proxy(Proxy.NO_PROXY)
                .connectionSpecs(connectionSpecs(settings.addressRules()))
                .dns(new VettedDns(dns, settings.addressRules()))
                .socketFactory(new VettedSockets(egress))
                .sslSocketFactory(sockets, network.trust())
                .addNetworkInterceptor(new StaleConnections())
                .eventListenerFactory(call -> {
                    AttemptTrace trace = call.request().tag(AttemptTrace.class);
                    return trace == null ? EventListener.NONE : trace;
                })
                .build();
    }

    private static List<Protocol> protocols(HttpSettings settings) {
        return settings.connections().http2()
                ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
                : List.of(Protocol.HTTP_1_1);
    }

    private static List<ConnectionSpec> connectionSpecs(AddressRules rules) {
        return rules.allowHttp()
                ? List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT)
                : List.of(ConnectionSpec.MODERN_TLS);
    }

    private static OkHttpClient withOwnPool(
            OkHttpClient base, ConnectionPools pools, HttpSettings.Connections connections) {
        int idle = Math.ceilDiv(connections.maxIdle(), COUNT);
        return base.newBuilder()
                .dispatcher(new Dispatcher())
                .connectionPool(pools.pool(idle, connections.keepAlive()))
                .build();
    }

    /**
     * Returns the client with the connections that this endpoint may use: those that it shares with
     * few others, with certificates of its own only those made with them, and with HTTP/2 only its
     * own.
     */
    OkHttpClient forEndpoint(Endpoint endpoint) {
        Optional<EndpointTls> tls = endpoint.access().tls();
        return withOwnConnections(
                endpoint.id(),
                tls.isPresent()
                        ? own.of(endpoint.account(), tls.get())
                        : one(endpoint.id().hashCode()));
    }

    /** Returns the client for a token server, with the connections of those who share the token. */
    OkHttpClient forTokens(TokenUse use, HttpUrl url) {
        return withOwnConnections(
                use,
                use.tls().isPresent() ? own.of(use.account(), use.tls().get()) : forServerOf(url));
    }

    private OkHttpClient withOwnConnections(Object owner, OkHttpClient client) {
        return http2
                ? client.newBuilder()
                        .hostnameVerifier(new OwnConnections(owner, client.hostnameVerifier()))
                        .build()
                : client;
    }

    OkHttpClient forServerOf(HttpUrl url) {
        return one(31 * url.host().hashCode() + url.port());
    }

    private OkHttpClient one(int hash) {
        // The upper bits of this product depend on all bits of the hash.
        return clients.get(((hash * SPREAD) >>> 16) & (COUNT - 1));
    }

    /**
     * Reports whether a failure of a call may be due to the egress proxy, because that does not
     * accept connections now.
     */
    boolean isProxyDown() {
        return egress.tunnels().isPresent() && !egress.tunnels().get().proxyAnswers();
    }

    AttemptTrace newTrace() {
        return new AttemptTrace();
    }

    /** Returns how many connections are open, in use or idle. */
    int connections() {
        return clients.stream().mapToInt(client -> client.connectionPool().connectionCount()).sum()
                + own.connections();
    }

    int openTlsSockets() {
        return sockets.openCount();
    }

    /** Cancels running calls and closes every connection. */
    @Override
    public void close() {
        for (OkHttpClient client : clients) {
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
        }
        own.close();
        dns.close();
    }
}
