package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.endpoint.OAuth2Client;
import dev.hooklane.event.VisibleText;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * An OAuth2 client in a request about an endpoint, checked.
 *
 * @param clientSecret empty to keep the one that was given for the same token URL
 */
record AuthorizationDraft(
        URI tokenUrl,
        String clientId,
        Optional<String> clientSecret,
        Optional<String> scope,
        Optional<String> audience,
        OAuth2Client.Method method) {
    static final String TYPE = "type";
    static final String OAUTH2 = "oauth2";
    static final String TOKEN_URL = "tokenUrl";
    static final String CLIENT_ID = "clientId";
    static final String CLIENT_SECRET = "clientSecret";
    static final String SCOPE = "scope";
    static final String AUDIENCE = "audience";
    static final String METHOD = "method";

    private static final Set<String> FIELDS =
            new TreeSet<>(
                    Set.of(TYPE, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, SCOPE, AUDIENCE, METHOD));
    private static final int ID_MAX = 256;
    private static final int TEXT_MAX = 1_024;

    static AuthorizationDraft read(JsonFields fields, EndpointChecks checks, Caller caller) {
        JsonFields parts = fields.object(AccessDraft.AUTHORIZATION, FIELDS);
        String type = parts.required(TYPE);
        if (!type.equals(OAUTH2)) {
            throw invalid(TYPE, "'%s' is not oauth2".formatted(VisibleText.excerpt(type)));
        }
        return new AuthorizationDraft(
                tokenUrl(parts.required(TOKEN_URL), checks, caller),
                text(CLIENT_ID, parts.required(CLIENT_ID), ID_MAX),
                parts.textOrNull(CLIENT_SECRET).map(text -> text(CLIENT_SECRET, text, TEXT_MAX)),
                parts.textOrNull(SCOPE).map(text -> text(SCOPE, text, TEXT_MAX)),
                parts.textOrNull(AUDIENCE).map(text -> text(AUDIENCE, text, TEXT_MAX)),
                parts.textOrNull(METHOD)
                        .map(AuthorizationDraft::method)
                        .orElse(OAuth2Client.Method.CLIENT_SECRET_BASIC));
    }

    private static URI tokenUrl(String url, EndpointChecks checks, Caller caller) {
        List<String> problems = checks.urlProblems(url, caller);
        if (!problems.isEmpty()) {
            throw Problem.invalid(
                    AccessDraft.AUTHORIZATION + "." + TOKEN_URL,
                    problems.stream()
                            .map(each -> AccessDraft.AUTHORIZATION + "." + TOKEN_URL + ": " + each)
                            .collect(Collectors.joining("; ")));
        }
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw invalid(TOKEN_URL, "is not valid: " + VisibleText.excerpt(e));
        }
    }

    /**
     * Returns a text of the characters that RFC 6749 has for it; never shows it, as it may be a
     * secret.
     */
    private static String text(String field, String text, int most) {
        if (text.isEmpty() || text.length() > most) {
            throw invalid(
                    field, "has %d characters; 1 to %d are allowed".formatted(text.length(), most));
        }
        IntPredicate visible = c -> c >= ' ' && c <= '~';
        if (!text.chars().allMatch(visible)) {
            throw invalid(field, "has characters other than visible ASCII");
        }
        return text;
    }

    private static OAuth2Client.Method method(String name) {
        return OAuth2Client.Method.ofWireName(name)
                .orElseThrow(() ->
                        invalid(
                                METHOD,
                                "'%s' is not one of %s"
                                        .formatted(
                                                VisibleText.excerpt(name),
                                                Arrays.stream(OAuth2Client.Method.values())
                                                        .map(OAuth2Client.Method::wireName)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static ProblemException invalid(String field, String problem) {
        String path = AccessDraft.AUTHORIZATION + "." + field;
        return Problem.invalid(path, path + " " + problem);
    }

    /**
     * Returns the client.
     *
     * @param before whose secret is kept if the request has none
     * @throws ProblemException if the secret must be given
     */
    OAuth2Client client(Optional<OAuth2Client> before) {
        String secret =
                clientSecret
                        .or(() ->
                                before.filter(known -> known.tokenUrl().equals(tokenUrl))
                                        .map(OAuth2Client::clientSecret))
                        .orElseThrow(() ->
                                invalid(
                                        CLIENT_SECRET,
                                        "is missing; it is kept only while the token URL and the"
                                                + " origin of the endpoint's URL stay the same"));
        return new OAuth2Client(tokenUrl, clientId, secret, scope, audience, method);
    }

    @Override
    public String toString() {
        return "AuthorizationDraft[%s, secret hidden]".formatted(clientId);
    }
}
