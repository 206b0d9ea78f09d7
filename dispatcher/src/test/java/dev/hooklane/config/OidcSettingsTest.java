package dev.hooklane.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.access.Ability;
import dev.hooklane.access.GroupRules.Given;
import dev.hooklane.access.KeyRole;
import dev.hooklane.event.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OidcSettingsTest {
    /** Those that need each other. */
    static final List<String> TOGETHER =
            List.of(
                    "console.oidc.issuer",
                    "console.oidc.client-id",
                    "console.oidc.client-secret",
                    "console.oidc.scopes",
                    "console.oidc.groups-claim",
                    "console.oidc.name-claim",
                    "console.oidc.account-claim",
                    "console.oidc.roles",
                    "console.oidc.label",
                    "console.oidc.ca-file",
                    "console.oidc.session-lifetime");

    private static final Map<String, String> LEAST =
            Map.of(
                    "console.oidc.issuer", "https://login.example.com/realms/staff",
                    "console.oidc.client-id", "hooklane",
                    "console.oidc.roles", "ops=operator, shop-*=account(view)");

    private static Map<String, String> with(String... others) {
        Map<String, String> all = new HashMap<>(SampleConfig.NEEDED);
        all.putAll(LEAST);
        for (int i = 0; i < others.length; i += 2) {
            all.put(others[i], others[i + 1]);
        }
        return all;
    }

    private static OidcSettings read(String... others) {
        return ConfigReader.read("", Map.of(), with(others)).console().oidc().orElseThrow();
    }

    @Test
    void withoutAnIssuerThereIsNone() {
        assertThat(SampleConfig.read("").console().oidc()).isEmpty();
    }

    @Test
    void theLeastIsIssuerClientAndRoles() {
        OidcSettings oidc = read();

        assertThat(oidc.issuer()).hasToString("https://login.example.com/realms/staff");
        assertThat(oidc.clientId()).isEqualTo("hooklane");
        assertThat(oidc.clientSecret()).isEmpty();
        assertThat(oidc.scopes()).containsExactly("openid", "profile");
        assertThat(oidc.claims())
                .isEqualTo(new OidcSettings.Claims("groups", "name", Optional.empty()));
        assertThat(oidc.label()).isEqualTo("single sign-on");
        assertThat(oidc.authorities()).isEmpty();
        assertThat(oidc.sessionLifetime()).isEqualTo(Duration.ofHours(8));
        assertThat(oidc.rules().given(List.of("shop-acct_1"), Optional.empty()))
                .isEqualTo(
                        new Given.Rights(
                                KeyRole.ACCOUNT,
                                Optional.of(new AccountId("acct_1")),
                                Set.of(Ability.VIEW)));
    }

    @Test
    void everythingElseIsRead(@TempDir Path folder) throws IOException {
        HeldCertificate authority = new HeldCertificate.Builder().build();
        Path file = Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
        OidcSettings oidc =
                read(
                        "console.oidc.client-secret", "s3cret",
                        "console.oidc.scopes", "groups, email",
                        "console.oidc.groups-claim", "roles",
                        "console.oidc.name-claim", "preferred_username",
                        "console.oidc.account-claim", "tenant",
                        "console.oidc.label", "Example ID",
                        "console.oidc.ca-file", file.toString(),
                        "console.oidc.session-lifetime", "1h");

        assertThat(oidc.clientSecret()).isEqualTo("s3cret");
        assertThat(oidc.scopes()).containsExactly("openid", "groups", "email");
        assertThat(oidc.claims())
                .isEqualTo(
                        new OidcSettings.Claims(
                                "roles", "preferred_username", Optional.of("tenant")));
        assertThat(oidc.label()).isEqualTo("Example ID");
        assertThat(oidc.authorities()).containsExactly(authority.certificate());
        assertThat(oidc.sessionLifetime()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theSecretIsNowhereShown() {
        Map<String, String> settings = with("console.oidc.client-secret", "s3cret-of-the-client");
        HooklaneConfig config = ConfigReader.read("", Map.of(), settings);

        assertThat(config.describe())
                .contains("console.oidc.client-secret = set (this command)")
                .noneMatch(line -> line.contains("s3cret"));
        assertThat(config.console().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "console.oidc.issuer | http://login.example.com | https",
                "console.oidc.issuer | https://login.example.com?x=y | without a query",
                "console.oidc.issuer | https://me@login.example.com | without a query",
                "console.oidc.client-id | '' | is missing",
                "console.oidc.roles | '' | is missing",
                "console.oidc.roles | ops=root | not of the form",
                "console.oidc.roles | ops-*=operator | only the role account",
                "console.oidc.roles | all=account | console.oidc.account-claim is missing",
                "console.oidc.session-lifetime | 25h | too large",
                "console.oidc.session-lifetime | 1m | too small",
                "console.oidc.ca-file | /nowhere.pem | can't be read",
                "console.public-url | http://hooks.example.com | https",
                "console.public-url | '' | https"
            })
    void aBadSettingIsRefusedAtStart(String key, String text, String why) {
        assertThat(SampleConfig.problems("", Map.of(), with(key, text)))
                .anyMatch(problem -> problem.contains(why));
    }

    @ParameterizedTest
    @CsvSource({"console.oidc.client-id", "console.oidc.client-secret"})
    void withoutAnIssuerTheOthersAreRefused(String key) {
        Map<String, String> settings = new HashMap<>(SampleConfig.NEEDED);
        settings.put(key, "abc");

        assertThat(SampleConfig.problems("", Map.of(), settings))
                .anyMatch(problem -> problem.contains("needs console.oidc.issuer"));
    }

    @Test
    void whatGivesRightsIsInTheTerms() {
        String terms = read().terms();

        assertThat(read().terms()).isEqualTo(terms);
        assertThat(
                        read("console.oidc.label", "other", "console.oidc.session-lifetime", "1h")
                                .terms())
                .isEqualTo(terms);
        assertThat(
                        List.of(
                                read("console.oidc.issuer", "https://other.example.com").terms(),
                                read("console.oidc.client-id", "other").terms(),
                                read("console.oidc.groups-claim", "other").terms(),
                                read("console.oidc.account-claim", "other").terms(),
                                read("console.oidc.roles", "ops=operator").terms()))
                .doesNotHaveDuplicates()
                .doesNotContain(terms);
    }
}
