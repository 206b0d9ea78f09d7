package dev.hooklane.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.hooklane.call.Answer;
import dev.hooklane.config.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** Gets the ID token for a code from the provider. Any thread may use it, and waits. */
final class CodeExchange {
    private final OidcSettings settings;
    private final URI back;
    private final ProviderCalls calls;

    CodeExchange(OidcSettings settings, URI back, ProviderCalls calls) {
        this.settings = settings;
        this.back = back;
        this.calls = calls;
    }

    /** Returns the ID token, which is not checked yet. */
    JWT idToken(String code, CodeVerifier verifier, OIDCProviderMetadata metadata)
            throws SignInFailedException {
        return read(ask(request(code, verifier, metadata)));
    }

    /**
     * Reads what the provider answered.
     *
     * @throws SignInFailedException if it has no ID token
     */
    static JWT read(Answer answer) throws SignInFailedException {
        try {
            HTTPResponse response = new HTTPResponse(answer.status());
            response.setContentType(answer.contentType());
            response.setBody(answer.body());
            TokenResponse read = OIDCTokenResponseParser.parse(response);
            if (read instanceof OIDCTokenResponse tokens) {
                JWT token = tokens.getOIDCTokens().getIDToken();
                if (token == null) {
                    throw none(answer);
                }
                return token;
            }
            throw refused(answer.status(), read.toErrorResponse().getErrorObject());
        } catch (ParseException | RuntimeException e) {
            throw none(answer);
        }
    }

    private static SignInFailedException none(Answer answer) {
        return SignInFailedException.ofProvider(
                "The provider answered %d and no ID token.".formatted(answer.status()));
    }

    private HTTPRequest request(String code, CodeVerifier verifier, OIDCProviderMetadata metadata) {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), back, verifier);
        URI at = metadata.getTokenEndpointURI();
        ClientID client = new ClientID(settings.clientId());
        TokenRequest.Builder request =
                settings.clientSecret().isEmpty()
                        ? new TokenRequest.Builder(at, client, grant)
                        : new TokenRequest.Builder(at, authentication(client, metadata), grant);
        return request.build().toHTTPRequest();
    }

    /** Basic is what a provider has to support that says nothing. */
    private ClientAuthentication authentication(ClientID client, OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        Secret secret = new Secret(settings.clientSecret());
        return methods != null
                        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                ? new ClientSecretPost(client, secret)
                : new ClientSecretBasic(client, secret);
    }

    private Answer ask(HTTPRequest request) throws SignInFailedException {
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(request.getURI())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(request.getBody()));
        if (request.getAuthorization() != null) {
            sent.header("Authorization", request.getAuthorization());
        }
        try {
            return calls.send(sent.build());
        } catch (IOException e) {
            throw SignInFailedException.ofProvider(
                    "The provider %s gave no ID token: %s."
                            .formatted(settings.issuer(), e.getMessage()));
        }
    }

    private static SignInFailedException refused(int status, ErrorObject error) {
        String code = error == null || error.getCode() == null ? "" : error.getCode();
        return SignInFailedException.ofProvider(
                switch (code) {
                    case "invalid_grant" ->
                            "The provider did not take the code: it was used before, or is too old.";
                    case "invalid_client", "unauthorized_client" ->
                            "The provider did not take console.oidc.client-id with its"
                                    + " client-secret.";
                    default ->
                            code.matches("[a-z_]{1,50}")
                                    ? "The provider answered %d, %s, and no ID token."
                                            .formatted(status, code)
                                    : "The provider answered %d and no ID token.".formatted(status);
                });
    }
}
