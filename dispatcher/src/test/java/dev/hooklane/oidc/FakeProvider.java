package dev.hooklane.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** An OpenID provider that answers rightly, until a test makes it do otherwise. */
public final class FakeProvider implements AutoCloseable {
    public static final String CLIENT = "hooklane";
    public static final String SECRET = "the-client's secret";

    /** Making a key takes seconds, so that all providers of a JVM share two. */
    private static final RSAKey KEY = made("one");

    private static final RSAKey OTHER = made("other");

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Supplier<MockResponse>> instead = new ConcurrentHashMap<>();
    private final Map<String, Begun> codes = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    /** Changes what it says of a person. */
    public volatile Consumer<JWTClaimsSet.Builder> person = _ -> {};

    public volatile RSAKey key = KEY;

    /** Those that it shows. */
    public volatile List<RSAKey> keys = List.of(key);

    /** Makes the ID token of its claims. */
    public volatile Signing signing = claims -> signed(claims, key);

    private record Begun(Map<String, String> query) {
        String of(String name) {
            return query.getOrDefault(name, "");
        }
    }

    /** Turns claims into a token. */
    @FunctionalInterface
    public interface Signing {
        String token(JWTClaimsSet claims) throws JOSEException;
    }

    public FakeProvider() {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        String path = request.getUrl().encodedPath();
                        asked.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
                        return instead.getOrDefault(path, () -> answer(path, request)).get();
                    }
                });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a key that is never a provider's own, under a name. */
    public static RSAKey otherKey(String id) {
        return new RSAKey.Builder(OTHER).keyID(id).build();
    }

    private static RSAKey made(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** Has it answer something else at a path. */
    public void says(String path, Supplier<MockResponse> answer) {
        instead.put(path, answer);
    }

    /** How often somebody asked for what is at the path. */
    public int asked(String path) {
        return asked.getOrDefault(path, new AtomicInteger()).get();
    }

    /** Signs in whose browser was sent to the URL, and returns where it sends the browser back. */
    public URI signIn(URI sentTo) {
        Map<String, String> query = parameters(sentTo.getRawQuery());
        String code = "code-" + codes.size();
        codes.put(code, new Begun(query));
        return URI.create(
                "%s?code=%s&state=%s&iss=%s"
                        .formatted(query.get("redirect_uri"), code, query.get("state"), issuer()));
    }

    /** Returns the parameters of a query or form, by name. */
    public static Map<String, String> parameters(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> URLDecoder.decode(pair[0], UTF_8),
                                pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private MockResponse answer(String path, RecordedRequest request) {
        return switch (path) {
            case "/.well-known/openid-configuration" -> json(200, description());
            case "/keys" ->
                    json(
                            200,
                            new JWKSet(
                                            keys.stream()
                                                    .map(each -> (com.nimbusds.jose.jwk.JWK) each)
                                                    .toList())
                                    .toString(true));
            case "/token" -> token(request);
            default -> json(404, "{}");
        };
    }

    public String description() {
        return """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/end",
         "response_types_supported":["code"],"subject_types_supported":["public"],
         "id_token_signing_alg_values_supported":["RS256"],
         "authorization_response_iss_parameter_supported":true}\
        """
                .formatted(issuer());
    }

    private MockResponse token(RecordedRequest request) {
        ByteString body = request.getBody();
        Map<String, String> form = body == null ? Map.of() : parameters(body.utf8());
        Begun begun = codes.remove(form.getOrDefault("code", ""));
        if (begun == null || !isRight(begun, form, request)) {
            return json(400, "{\"error\":\"invalid_grant\"}");
        }
        try {
            return json(
                    200,
                    "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
                            .formatted(signing.token(claims(begun.of("nonce")))));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isRight(Begun begun, Map<String, String> form, RecordedRequest request) {
        return challenge(form.getOrDefault("code_verifier", "")).equals(begun.of("code_challenge"))
                && begun.of("code_challenge_method").equals("S256")
                && begun.of("redirect_uri").equals(form.get("redirect_uri"))
                && basic().equals(request.getHeaders().get("Authorization"));
    }

    /** Both are form-encoded first (RFC 6749, 2.3.1). */
    private static String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (CLIENT + ":" + java.net.URLEncoder.encode(SECRET, UTF_8))
                                        .getBytes(UTF_8));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private JWTClaimsSet claims(String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("u-1")
                        .audience(CLIENT)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("nonce", nonce)
                        .claim("name", "Ada Lovelace")
                        .claim("groups", List.of("hooklane-operators"));
        person.accept(claims);
        return claims.build();
    }

    public static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    public static MockResponse json(int status, String text) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(text)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
