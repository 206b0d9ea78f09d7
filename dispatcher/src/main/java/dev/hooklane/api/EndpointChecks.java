package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rules for saving an endpoint. Each check returns what is wrong, one line per problem.
 *
 * @param url may look the host up; skipped for endpoints that keep their URL
 * @param headers checks the endpoint's own headers
 * @param types the event types that an endpoint may select
 * @param limits of the settings
 */
public record EndpointChecks(
        Function<String, List<String>> url,
        Function<Map<String, String>, List<String>> headers,
        Catalogue types,
        SettingsLimits limits) {}
