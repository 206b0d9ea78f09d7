package dev.hooklane.api;

import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.Origin;
import dev.hooklane.event.VisibleText;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields that an endpoint in a manifest asks for. */
final class ManifestFields {
    private static final Set<String> BESIDE_FIELDS =
            Set.of(
                    ManifestJson.KIND,
                    ManifestJson.SEALED,
                    ManifestJson.NAME,
                    ManifestJson.REMOVE,
                    "id",
                    "account",
                    "disabledReason");

    private ManifestFields() {}

    static Set<String> names(JsonNode wanted) {
        Set<String> names = new TreeSet<>(wanted.propertyNames());
        names.retainAll(EndpointValues.FIELDS);
        return names;
    }

    /** Returns the fields that the object asks for; what an export hides stays as it is. */
    static ObjectNode wanted(JsonNode object, Optional<Endpoint> live) {
        ObjectNode wanted = ((ObjectNode) object).deepCopy();
        wanted.remove(BESIDE_FIELDS);
        boolean isDisabled =
                live.filter(each -> each.state() instanceof EndpointState.Disabled).isPresent();
        if (isDisabled || wanted.path("state").asString("").equals("disabled")) {
            // Attempts disable an endpoint, not manifests.
            wanted.remove("state");
        }
        if (wanted.path("headers") instanceof ObjectNode headers) {
            if (hasHidden(headers) && live.filter(each -> moves(each, wanted)).isPresent()) {
                // They were given for another origin, and have to be given again.
                wanted.remove("headers");
            } else {
                live.ifPresent(endpoint -> keep(endpoint.headers(), headers));
                requireAll(headers);
            }
        }
        if (wanted.path(AccessDraft.AUTHORIZATION) instanceof ObjectNode client
                && isHidden(client.path(AuthorizationDraft.CLIENT_SECRET))) {
            client.remove(AuthorizationDraft.CLIENT_SECRET);
        }
        if (hasHidden(wanted.path(AccessDraft.TLS))) {
            wanted.remove(AccessDraft.TLS);
        }
        return wanted;
    }

    private static boolean moves(Endpoint live, ObjectNode wanted) {
        try {
            return wanted.has("url")
                    && !Origin.of(URI.create(wanted.path("url").asString("")))
                            .equals(Origin.of(live.url()));
        } catch (IllegalArgumentException e) {
            // The URL is refused later, with the reason.
            return true;
        }
    }

    private static void keep(Map<String, String> live, ObjectNode headers) {
        live.forEach((name, value) -> {
            if (isHidden(headers.path(name))) {
                headers.put(name, value);
            }
        });
    }

    private static void requireAll(ObjectNode headers) {
        headers.properties()
                .forEach(header -> {
                    if (isHidden(header.getValue())) {
                        throw Problem.invalid(
                                "headers",
                                "headers.%s has no value that could be kept; give it"
                                        .formatted(VisibleText.excerpt(header.getKey())));
                    }
                });
    }

    private static boolean hasHidden(JsonNode parts) {
        return parts.valueStream().anyMatch(ManifestFields::isHidden);
    }

    private static boolean isHidden(JsonNode value) {
        return value.asString("").equals(EndpointJson.HIDDEN);
    }
}
