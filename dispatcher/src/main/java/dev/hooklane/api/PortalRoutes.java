package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.access.PortalLink;
import dev.hooklane.access.PortalLinkId;
import dev.hooklane.access.PortalLinks;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.VisibleText;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Creates portal links, which let a customer without a key use the console for a while. */
final class PortalRoutes implements Routes {
    private static final String ABILITIES = "abilities";
    private static final String EXPIRES_IN = "expiresIn";
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration BY_DEFAULT = Duration.ofHours(1);
    private static final Set<String> MADE_OF =
            new TreeSet<>(Set.of("account", ABILITIES, EXPIRES_IN, "name"));

    private final PortalLinks links;
    private final Optional<URI> publicUrl;
    private final CallQuotas quotas;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param publicUrl where browsers see the console; if empty, the host that the request was sent
     *     to
     */
    PortalRoutes(
            PortalLinks links,
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
        routes.post("/v1/portal-links", this::make, RouteAccess.SHARE);
    }

    private void make(Context context) throws IOException {
        JsonFields fields = JsonFields.read(Bodies.read(context), MADE_OF);
        AccountId account = EndpointRoutes.account(context, fields);
        Duration lifetime =
                fields.text(EXPIRES_IN)
                        .map(text ->
                                Problem.invalidUnless(
                                        EXPIRES_IN,
                                        () ->
                                                Durations.within(
                                                        EXPIRES_IN,
                                                        text,
                                                        SHORTEST,
                                                        PortalLink.LONGEST)))
                        .orElse(BY_DEFAULT);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PortalLink link =
                new PortalLink(
                        PortalLinkId.random(random),
                        fields.text("name").map(KeyRoutes::name).orElse("portal link"),
                        account,
                        abilities(fields.texts(ABILITIES).orElse(List.of("view"))),
                        Access.caller(context).key(),
                        now,
                        now.plus(lifetime));
        quotas.portalLink(account);
        Audit.account(context, Optional.of(account));
        Audit.target(context, link.id().value());
        Audit.fields(context, fields.names());
        context.header("Cache-Control", "no-store");
        answer(context, link);
    }

    private void answer(Context context, PortalLink link) {
        String origin = publicUrl.map(URI::toString).orElseGet(() -> "http://" + context.host());
        Answers.json(
                context,
                201,
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("id", link.id().value());
                    json.writeStringProperty("name", link.name());
                    json.writeStringProperty("account", link.account().value());
                    json.writeName(ABILITIES);
                    json.writeStartArray();
                    link.abilities().stream()
                            .sorted()
                            .map(Ability::wireName)
                            .forEach(json::writeString);
                    json.writeEndArray();
                    json.writeStringProperty("expiresAt", link.expiresAt().toString());
                    json.writeStringProperty("url", origin + "/portal/" + links.write(link));
                    json.writeEndObject();
                });
    }

    private static Set<Ability> abilities(List<String> names) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        for (String name : names) {
            Ability ability =
                    Problem.invalidUnless(
                            ABILITIES, () -> Ability.ofWireName(VisibleText.excerpt(name)));
            if (!Ability.OF_LINKS.contains(ability)) {
                throw Problem.invalid(
                        ABILITIES, "ability '%s' can't be given by a link".formatted(name));
            }
            abilities.add(ability);
        }
        if (abilities.isEmpty()) {
            throw Problem.invalid(ABILITIES, "abilities is empty; name at least one, such as view");
        }
        return abilities;
    }
}
