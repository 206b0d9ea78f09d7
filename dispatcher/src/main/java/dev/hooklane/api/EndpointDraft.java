package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.endpoint.EndpointState;
import dev.hooklane.endpoint.EventSelection;
import dev.hooklane.event.VisibleText;
import dev.hooklane.problem.ProblemCode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checked parts of a request about an endpoint; a part that the request leaves out is empty.
 *
 * @param state {@code enabled} or {@code paused}, the two that a request may choose
 */
record EndpointDraft(
        Optional<URI> url,
        Optional<EventSelection> eventTypes,
        Optional<String> description,
        Optional<Map<String, String>> headers,
        Optional<EndpointState> state,
        AccessDraft access) {
    private static final int DESCRIPTION_MAX = 500;
    private static final int EVENT_TYPES_MAX = 100;

    /**
     * Reads the parts from a body.
     *
     * @param asked the event types that the endpoint selects already; it keeps archived ones
     * @param caller reads why a part is refused
     * @param now when certificates must be valid
     * @throws ProblemException for the first part that breaks a rule
     */
    static EndpointDraft read(
            JsonFields fields,
            EndpointChecks checks,
            List<String> asked,
            Caller caller,
            Instant now) {
        return new EndpointDraft(
                fields.text("url").map(url -> url(url, checks, caller)),
                fields.texts("eventTypes")
                        .map(patterns -> eventTypes("eventTypes", patterns, checks, asked)),
                fields.text("description").map(EndpointDraft::description),
                fields.textMap("headers").map(headers -> headers(headers, checks)),
                fields.text("state").map(EndpointDraft::state),
                AccessDraft.read(fields, checks, caller, now));
    }

    private static URI url(String url, EndpointChecks checks, Caller caller) {
        refuse(ProblemCode.URL_NOT_ALLOWED, "url", checks.urlProblems(url, caller));
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    ProblemCode.URL_NOT_ALLOWED,
                    "url",
                    "url is not valid: " + VisibleText.excerpt(e));
        }
    }

    /**
     * Reads the event types that a field names, by name or group.
     *
     * @param asked names that are allowed although their types are archived
     */
    static EventSelection eventTypes(
            String field, List<String> patterns, EndpointChecks checks, List<String> asked) {
        if (patterns.size() > EVENT_TYPES_MAX) {
            throw Problem.invalid(
                    field,
                    "%s has %d entries, the limit is %d"
                            .formatted(field, patterns.size(), EVENT_TYPES_MAX));
        }
        EventSelection selection;
        try {
            selection = new EventSelection(patterns);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, VisibleText.excerpt(e));
        }
        for (String pattern : patterns) {
            if (!asked.contains(pattern) && !TypeNames.isSelectable(pattern, checks.types())) {
                boolean archived = checks.types().find(pattern).isPresent();
                throw Problem.invalid(
                        archived ? ProblemCode.ARCHIVED_EVENT_TYPE : ProblemCode.UNKNOWN_EVENT_TYPE,
                        field,
                        "event type '%s' %s; %s"
                                .formatted(
                                        pattern,
                                        archived ? "is archived" : "is not in the catalogue",
                                        TypeNames.hint(
                                                pattern, TypeNames.selectable(checks.types()))));
            }
        }
        return selection;
    }

    private static String description(String text) {
        if (text.length() > DESCRIPTION_MAX) {
            throw Problem.invalid(
                    "description",
                    "description has %d characters, the limit is %d"
                            .formatted(text.length(), DESCRIPTION_MAX));
        }
        return text;
    }

    private static Map<String, String> headers(Map<String, String> headers, EndpointChecks checks) {
        refuse(ProblemCode.INVALID_FIELD, "headers", checks.headers().apply(headers));
        return headers;
    }

    /**
     * Refuses an endpoint with two values for one header.
     *
     * @throws ProblemException if its headers have what its authorization sets
     */
    static void requireOneAuthorization(Endpoint endpoint) {
        boolean inHeaders =
                endpoint.headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        if (inHeaders && endpoint.access().authorization().isPresent()) {
            throw Problem.invalid(
                    AccessDraft.AUTHORIZATION,
                    "authorization can't be used beside the header Authorization; drop one of"
                            + " them");
        }
    }

    private static EndpointState state(String name) {
        return switch (name) {
            case "enabled" -> new EndpointState.Enabled();
            case "paused" -> new EndpointState.Paused();
            default ->
                    throw Problem.invalid(
                            "state",
                            "state '%s' is not enabled or paused"
                                    .formatted(VisibleText.excerpt(name)));
        };
    }

    private static void refuse(ProblemCode code, String field, List<String> problems) {
        if (!problems.isEmpty()) {
            throw Problem.invalid(code, field, String.join("; ", problems));
        }
    }
}
