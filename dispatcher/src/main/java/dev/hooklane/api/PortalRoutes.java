package dev.hooklane.api;

import dev.hooklane.access.KnownLink;
import dev.hooklane.access.LinkDirectory;
import dev.hooklane.access.PortalLink;
import dev.hooklane.access.PortalLinkId;
import dev.hooklane.event.AccountId;
import dev.hooklane.quota.Quotas;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.core.JsonGenerator;

/**
 * Creates, lists and revokes portal links, which let a customer without a key use the console for a
 * while. Their text is in the answer that creates one, and nowhere else.
 */
final class PortalRoutes implements Routes {
    private static final String PATH = "/v1/portal-links";

    /** By then, some have ended. */
    private static final int FULL_RETRY_SECONDS = 60;

    private static final List<String> STATES =
            Arrays.stream(KnownLink.State.values()).map(LinkJson::stateName).toList();

    private final PortalParts links;
    private final Optional<URI> publicUrl;
    private final CallQuotas quotas;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param publicUrl where browsers see the console; if empty, the host that the request was sent
     *     to
     */
    PortalRoutes(
            PortalParts links,
            Optional<URI> publicUrl,
            CallQuotas quotas,
            InstantSource clock,
            RandomGenerator random) {
        this.links = links;
        this.publicUrl = publicUrl;
        this.quotas = quotas;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(PATH, this::make, RouteAccess.SHARE);
        routes.get(PATH, this::list, RouteAccess.SHARE);
        routes.get(PATH + "/{id}", this::read, RouteAccess.SHARE);
        routes.delete(PATH + "/{id}", this::revoke, RouteAccess.SHARE);
    }

    private void make(Context context) throws IOException {
        if (Access.caller(context).isUser()) {
            throw Problem.forbidden(
                    "a portal link ends with the key that made it, and who signs in has none; make it"
                            + " with a key");
        }
        JsonFields fields = JsonFields.read(Bodies.read(context), LinkDraft.FIELDS);
        LinkDraft draft = LinkDraft.read(fields, Access.caller(context));
        AccountId account = draft.account();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PortalLinkId id = PortalLinkId.random(random);
        Audit.account(context, Optional.of(account));
        Audit.target(context, id.value());
        Audit.fields(context, fields.names());
        PortalLink link = draft.link(id, Access.caller(context).key(), now);
        try (Quotas.Room room =
                quotas.quotas().room(account, link.id(), of -> directory().unexpired(of, now))) {
            quotas.portalLink(context, account);
            requireRoomForAll();
            room.write(() -> links.log().put(link, Optional.empty()));
        }
        links.meters().made();
        context.header("Cache-Control", "no-store");
        answer(context, link);
    }

    private void requireRoomForAll() {
        if (directory().size() >= LinkDirectory.LINKS_MAX) {
            throw new ProblemException(
                    Problem.unavailable(
                            "this installation has %d portal links, which is the limit"
                                    .formatted(LinkDirectory.LINKS_MAX),
                            FULL_RETRY_SECONDS));
        }
    }

    private void answer(Context context, PortalLink link) {
        String origin = publicUrl.map(URI::toString).orElseGet(() -> "http://" + context.host());
        KnownLink made =
                new KnownLink(
                        Optional.of(link), Optional.empty(), Optional.empty(), Set.of(), false);
        Answers.json(
                context,
                201,
                json -> {
                    json.writeStartObject();
                    LinkJson.write(link, made, link.madeAt(), json);
                    // Browsers send a fragment to nobody: no server and no proxy logs it.
                    json.writeStringProperty(
                            "url", origin + "/portal#" + links.texts().write(link));
                    json.writeEndObject();
                });
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("account", "state", "cursor", "limit"));
        Optional<AccountId> account = Access.account(context);
        Optional<String> state = Parameters.choice(context, "state", STATES);
        Instant now = clock.instant();
        ListPage<KnownLink> page =
                ListPage.of(
                        directory()
                                .of(account)
                                .filter(known ->
                                        state.map(LinkJson.stateName(known.state(now))::equals)
                                                .orElse(true)),
                        PortalRoutes::place,
                        Cursor.read(context),
                        Parameters.limit(context));
        ListAnswer.send(
                context,
                "links",
                page.items(),
                (known, json) -> write(known, now, json),
                page.next());
    }

    private static String place(KnownLink known) {
        PortalLink link = known.link().orElseThrow();
        return ListPage.newestFirst(link.madeAt(), link.id().value());
    }

    private void read(Context context) {
        KnownLink known = find(context);
        Answers.json(context, 200, json -> write(known, clock.instant(), json));
    }

    private void revoke(Context context) {
        KnownLink known = find(context);
        PortalLink link = known.link().orElseThrow();
        Audit.account(context, Optional.of(link.account()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (known.revokedAt().isEmpty()) {
            links.log().put(link, Optional.of(now));
        }
        Answers.empty(context, 204);
    }

    private LinkDirectory directory() {
        return links.log().links();
    }

    private KnownLink find(Context context) {
        PortalLinkId id = Parameters.linkId(context);
        return directory()
                .find(id)
                .filter(known ->
                        known.link()
                                .filter(link -> Access.maySee(context, link.account()))
                                .isPresent())
                .orElseThrow(() -> Problem.notFound("there is no portal link %s".formatted(id)));
    }

    private static void write(KnownLink known, Instant now, JsonGenerator json) {
        json.writeStartObject();
        LinkJson.write(known.link().orElseThrow(), known, now, json);
        json.writeEndObject();
    }
}
