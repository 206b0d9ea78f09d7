package dev.hooklane.api;

import dev.hooklane.access.Authenticator;
import dev.hooklane.access.PortalLink;
import dev.hooklane.access.PortalSession;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * Exchanges a portal link for a session, once. The link is sent where others send their key, and
 * identifies its sender for this request only.
 */
final class PortalSessionRoutes implements Routes {
    private static final String PATH = "/v1/portal-sessions";

    private final Authenticator authenticator;
    private final PortalParts links;
    private final Access.DenialLog denials;

    PortalSessionRoutes(Authenticator authenticator, PortalParts links, Access.DenialLog denials) {
        this.authenticator = authenticator;
        this.links = links;
        this.denials = denials;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(PATH, this::exchange, RouteAccess.ANYONE);
    }

    /** Reports whether a request exchanges a link. */
    static boolean isExchange(Context context) {
        return context.path().equals(PATH) && context.method().name().equals("POST");
    }

    private void exchange(Context context) {
        PortalLink link =
                authenticator
                        .link(context.header("Authorization"))
                        .orElseThrow(() -> Problem.unauthorized("the request has no portal link"));
        Audit.account(context, Optional.of(link.account()));
        Audit.target(context, link.id().value());
        switch (links.log().open(link, Access.address(context))) {
            case LinkLog.Opened.First(String claim, var at) -> {
                context.header("Cache-Control", "no-store");
                links.meters().opened();
                String session = links.texts().write(new PortalSession(link, claim, at));
                answer(context, link, session);
            }
            case LinkLog.Opened.Refused(var end, String detail) -> {
                links.meters().refused(end);
                denials.denied(context, Optional.empty(), 401, detail);
                throw Problem.ended(end, detail);
            }
        }
    }

    private static void answer(Context context, PortalLink link, String session) {
        Answers.json(
                context,
                201,
                json -> {
                    json.writeStartObject();
                    KeyRoutes.writeCaller(Access.caller(context), json);
                    json.writeStringProperty("expiresAt", link.expiresAt().toString());
                    json.writeStringProperty("session", session);
                    json.writeEndObject();
                });
    }
}
