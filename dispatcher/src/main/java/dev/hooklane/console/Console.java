package dev.hooklane.console;

import dev.hooklane.access.Caller;
import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.UserPasses;
import dev.hooklane.client.ApiClient;
import dev.hooklane.config.ConsoleSettings;
import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.InstanceKeys;
import dev.hooklane.config.OidcSettings;
import dev.hooklane.console.account.AccountPages;
import dev.hooklane.console.asset.Assets;
import dev.hooklane.console.deadletter.DeadLetterPages;
import dev.hooklane.console.delivery.DeliveryPages;
import dev.hooklane.console.endpoint.EndpointPages;
import dev.hooklane.console.event.EventPages;
import dev.hooklane.console.eventtype.EventTypePages;
import dev.hooklane.console.find.FindPages;
import dev.hooklane.console.guide.GuidePages;
import dev.hooklane.console.help.HelpPages;
import dev.hooklane.console.key.KeyPages;
import dev.hooklane.console.link.LinkPages;
import dev.hooklane.console.overview.OverviewPages;
import dev.hooklane.console.page.Gate;
import dev.hooklane.console.page.LiveStreams;
import dev.hooklane.console.page.PageRoutes;
import dev.hooklane.console.page.Pages;
import dev.hooklane.console.page.PortalEntry;
import dev.hooklane.console.page.Refusals;
import dev.hooklane.console.page.ReplyWriter;
import dev.hooklane.console.page.SessionStarts;
import dev.hooklane.console.page.SignIn;
import dev.hooklane.console.page.SingleSignOn;
import dev.hooklane.console.quota.QuotaPages;
import dev.hooklane.console.rejected.RejectedPages;
import dev.hooklane.console.replay.ReplayPages;
import dev.hooklane.console.session.AttemptCookie;
import dev.hooklane.console.session.SameOrigin;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.session.SessionCodec;
import dev.hooklane.console.session.SessionCookies;
import dev.hooklane.console.session.SessionCookies.Found;
import dev.hooklane.console.source.SourcePages;
import dev.hooklane.console.waiting.WaitingPages;
import dev.hooklane.edge.Edge;
import dev.hooklane.http.HeaderNames;
import dev.hooklane.oidc.OpenIdProvider;
import dev.hooklane.quota.Quotas;
import dev.hooklane.secret.KeyPurpose;
import dev.hooklane.secret.TinkSecretCipher;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * The console's pages in one instance. They call its API at its own address, as the signed-in
 * visitor. They keep no state, so any instance can answer any request.
 */
public final class Console implements AutoCloseable {
    private final HooklaneConfig config;
    private final OwnCalls ownCalls;
    private final InstantSource clock;
    private final Assets assets = new Assets();
    private final ApiClient connections;
    private final SessionCookies cookies;
    private final Optional<OpenIdProvider> provider;
    private final PortalEntry portal;
    private final SignIn signIn;
    private final ReplyWriter writer;
    private final Gate gate;
    private final LiveStreams streams;
    private volatile IntSupplier port = () -> 0;

    /**
     * @param keys of the instance, in clear
     * @param ownCalls the API trusts these calls to name the address that a request comes from
     * @param quotas limit the streams of an account
     */
    public Console(
            HooklaneConfig config,
            InstanceKeys keys,
            OwnCalls ownCalls,
            Quotas quotas,
            InstantSource clock) {
        this.config = config;
        this.ownCalls = ownCalls;
        this.clock = clock;
        this.connections = new ApiClient(URI.create("http://localhost"), "");
        TinkSecretCipher cipher = keys.byPurpose().of(KeyPurpose.SESSIONS);
        UserPasses passes =
                new UserPasses(cipher, config.console().oidc().map(OidcSettings::terms));
        this.cookies =
                new SessionCookies(new SessionCodec(cipher, passes), config.console(), clock);
        this.provider = provider(config.console(), cipher, clock);
        SecureRandom random = new SecureRandom();
        this.writer = new ReplyWriter(assets, config.console(), random);
        SameOrigin sameOrigin = new SameOrigin(config.console());
        SessionStarts sessions = new SessionStarts(cookies, writer, this::api, clock, random);
        this.portal = new PortalEntry(sessions, sameOrigin);
        Optional<SingleSignOn> single =
                provider.map(one ->
                        new SingleSignOn(
                                new SingleSignOn.Parts(
                                        config.console().oidc().orElseThrow(),
                                        one,
                                        passes,
                                        new AttemptCookie(config.console())),
                                sessions));
        this.signIn = new SignIn(sessions, sameOrigin, portal, single);
        this.gate = new Gate(cookies, sameOrigin, writer, signIn, this::api);
        this.streams = new LiveStreams(gate, writer, quotas, clock);
    }

    private static Optional<OpenIdProvider> provider(
            ConsoleSettings settings, TinkSecretCipher cipher, InstantSource clock) {
        return settings.oidc()
                .map(oidc -> {
                    URI base = settings.publicUrl().orElseThrow();
                    return new OpenIdProvider(
                            oidc,
                            cipher,
                            base.resolve(SingleSignOn.BACK),
                            base.resolve("/sign-in"),
                            clock);
                });
    }

    /**
     * Adds all routes.
     *
     * @param apiPort of the loopback address where the API answers this process, once it is up
     */
    public void addTo(RoutesConfig routes, IntSupplier apiPort) {
        port = apiPort;
        assets.addTo(routes);
        signIn.addTo(routes);
        portal.addTo(routes);
        routes.get("/", context -> writer.redirect(context, home(context)));
        routes.error(404, "text/html", this::nothingHere);
        PageRoutes pages = new PageRoutes(routes, gate, streams);
        all().forEach(each -> each.addTo(pages));
    }

    private List<Pages> all() {
        HeaderNames names = config.delivery().headers();
        return List.of(
                new OverviewPages(),
                new FindPages(),
                new EndpointPages(names),
                new HelpPages(),
                new DeliveryPages(config.retry().schedule().attempts(), names),
                new EventPages(),
                new ReplayPages(),
                new EventTypePages(),
                new GuidePages(assets, names),
                new AccountPages(),
                new QuotaPages(),
                new DeadLetterPages(),
                new WaitingPages(),
                new RejectedPages(),
                new SourcePages(),
                new KeyPages(clock),
                new LinkPages());
    }

    private static String home(Context context) {
        String query = context.queryString();
        return SignIn.HOME + (query == null ? "" : "?" + query);
    }

    /** Answers a browser at a path that neither the API nor a page has. */
    private void nothingHere(Context context) {
        boolean ofApi = context.path().startsWith("/v1/") || context.path().startsWith("/docs/api");
        if (!ofApi && !ReplyWriter.answered(context)) {
            Optional<Session> session =
                    cookies.find(context) instanceof Found.Signed(Session signed)
                            ? Optional.of(signed)
                            : Optional.empty();
            writer.problem(context, session, Refusals.nothingHere());
        }
    }

    private ApiClient api(Context context, String credential) {
        Map<String, String> headers = new HashMap<>(ownCalls.headers(context.ip()));
        headers.put(Edge.REQUEST_ID, Edge.requestId(context.res()));
        return connections.as(base(), credential, headers);
    }

    /** Returns the URL where this process calls its own API, whatever its visitors call it by. */
    private URI base() {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        return URI.create(
                "http://%s:%d"
                        .formatted(
                                host.contains(":") ? "[%s]".formatted(host) : host,
                                port.getAsInt()));
    }

    /**
     * Returns who is signed in.
     *
     * @param cookies of the request, by name
     */
    public Optional<Caller> visitor(Function<String, Optional<String>> cookies) {
        return this.cookies.visitor(cookies);
    }

    /** Ends all streams and connections. */
    @Override
    public void close() {
        streams.close();
        provider.ifPresent(OpenIdProvider::close);
        connections.close();
    }
}
