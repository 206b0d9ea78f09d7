package dev.hooklane.api;

import dev.hooklane.catalogue.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rules that an endpoint must keep to be saved, each giving what is wrong, a line each.
 *
 * @param url may look the host up; not asked for endpoints that keep their URL
 * @param headers for the endpoint's own headers
 * @param types among which those are that can be asked for
 * @param limits of the settings
 */
public record EndpointChecks(
        Function<String, List<String>> url,
        Function<Map<String, String>, List<String>> headers,
        Catalogue types,
        SettingsLimits limits) {}
