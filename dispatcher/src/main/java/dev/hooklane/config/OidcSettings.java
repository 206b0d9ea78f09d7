package dev.hooklane.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.GroupRule;
import dev.hooklane.access.GroupRules;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The OpenID provider by which people sign in to the console.
 *
 * @param issuer its URL, as its ID tokens name it
 * @param clientId what it knows this installation by
 * @param clientSecret empty for a public client
 * @param scopes what the console asks for
 * @param claims where an ID token has a person's groups, name and account
 * @param rules the rights that groups give
 * @param label its name on the sign-in page
 * @param authorities whom TLS trusts besides the public authorities
 * @param sessionLifetime how long people are signed in
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        Claims claims,
        GroupRules rules,
        String label,
        List<X509Certificate> authorities,
        Duration sessionLifetime) {
    private static final String ISSUER = "console.oidc.issuer";
    private static final String CLIENT_ID = "console.oidc.client-id";
    private static final String SECRET = "console.oidc.client-secret";
    private static final String ACCOUNT_CLAIM = "console.oidc.account-claim";
    private static final String ROLES = "console.oidc.roles";
    private static final String LOOPBACK =
            "http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?(/.*)?";
    private static final String URL = "https://[^\\s?#@]{1,500}|" + LOOPBACK;
    private static final String CLAIM = "[\\x21-\\x7e]{0,200}";
    private static final String LINE = "[^\\p{Cntrl}]{1,60}";
    private static final String OPENID = "openid";

    /**
     * The names of claims.
     *
     * @param account empty if groups say it
     */
    public record Claims(String groups, String name, Optional<String> account) {}

    public OidcSettings {
        scopes = List.copyOf(scopes);
        authorities = List.copyOf(authorities);
    }

    static Optional<OidcSettings> read(SettingReader settings, Optional<URI> publicUrl) {
        String issuer =
                settings.text(
                        ISSUER,
                        "",
                        "|" + URL,
                        "the https URL of an OpenID provider, without a query");
        String clientId = settings.text(CLIENT_ID, "", "[\\x21-\\x7e]{0,300}", "visible ASCII");
        String clientSecret = settings.optionalSecret(SECRET);
        List<String> scopes =
                settings.list(
                        "console.oidc.scopes",
                        // The second gives the name.
                        "openid,profile",
                        "scopes such as openid, profile, groups",
                        text -> SettingForms.matching(text, "[\\x21-\\x7e]{1,200}"));
        String allowed = "a claim's name";
        String groups = settings.text("console.oidc.groups-claim", "groups", CLAIM, allowed);
        String name = settings.text("console.oidc.name-claim", "name", CLAIM, allowed);
        String account = settings.text(ACCOUNT_CLAIM, "", CLAIM, allowed);
        GroupRules rules =
                new GroupRules(
                        settings.list(
                                ROLES,
                                "",
                                "a list of group=operator, group=viewer, group=account,"
                                        + " group=account/acct_1 or group-*=account(view+replay)",
                                GroupRule::parse));
        String label =
                settings.text("console.oidc.label", "single sign-on", LINE, "1 to 60 characters");
        List<X509Certificate> authorities =
                settings.value(
                        "console.oidc.ca-file",
                        "",
                        "a PEM file with certificates of authorities",
                        file ->
                                file.isEmpty()
                                        ? List.<X509Certificate>of()
                                        : PemFiles.certificates(Path.of(file)));
        // A working day. Until then, who has left the company may still be signed in.
        Duration lifetime = settings.duration("console.oidc.session-lifetime", "8h", "5m", "24h");
        if (issuer.isEmpty()) {
            without(settings);
            return Optional.empty();
        }
        check(settings, clientId, rules, account, publicUrl);
        return Optional.of(
                new OidcSettings(
                        URI.create(issuer),
                        clientId,
                        clientSecret,
                        Stream.concat(Stream.of(OPENID), scopes.stream()).distinct().toList(),
                        new Claims(
                                groups,
                                name,
                                Optional.of(account).filter(claim -> !claim.isEmpty())),
                        rules,
                        label,
                        authorities,
                        lifetime));
    }

    private static void without(SettingReader settings) {
        Stream.of(CLIENT_ID, SECRET, ROLES)
                .filter(key -> settings.sources().find(key).isPresent())
                .forEach(key -> settings.problem(key, "needs " + ISSUER));
    }

    private static void check(
            SettingReader settings,
            String clientId,
            GroupRules rules,
            String accountClaim,
            Optional<URI> publicUrl) {
        if (clientId.isEmpty()) {
            settings.problem(CLIENT_ID, "is missing: %s needs it".formatted(ISSUER));
        }
        if (rules.isEmpty()) {
            settings.problem(ROLES, "is missing: without it, nobody could sign in by " + ISSUER);
        }
        if (rules.needClaim() && accountClaim.isEmpty()) {
            settings.problem(
                    ACCOUNT_CLAIM,
                    "is missing: a group in %s is for an account that neither the rule nor the"
                                    .formatted(ROLES)
                            + " group names");
        }
        // The provider sends people back to it, and must not be told where by a request.
        if (!publicUrl
                .map(URI::toString)
                .filter(url -> url.startsWith("https://") || url.matches(LOOPBACK))
                .isPresent()) {
            settings.problem(
                    "console.public-url",
                    "has to begin with https:// for %s (or be of this machine)".formatted(ISSUER));
        }
    }

    /**
     * Returns a text that stands for all settings by which people get their rights. A session that
     * began under others is over.
     */
    public String terms() {
        String all =
                String.join(
                        "\n",
                        issuer.toString(),
                        clientId,
                        claims.groups(),
                        claims.account().orElse(""),
                        rules.toString());
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "OidcSettings[issuer=%s, clientId=%s, clientSecret hidden]"
                .formatted(issuer, clientId);
    }
}
