package dev.hooklane.config;

import static dev.hooklane.config.SampleConfig.NEEDED;
import static dev.hooklane.config.SampleConfig.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each schema registry that sources may use has its settings, and what it is shown is secret. */
final class SourceRegistriesTest {
    @Test
    void eachRegistryHasItsOwnSettings() {
        HooklaneConfig config =
                ConfigReader.read(
                        """
                        sources:
                          registries:
                            shop: {url: 'https://registry.shop:8081/', username: hooklane}
                            crm-eu: {url: 'http://apicurio:8080/apis/ccompat/v7'}
                        """,
                        Map.of(
                                "HOOKLANE_SOURCES_REGISTRIES_SHOP_PASSWORD",
                                "secret",
                                "HOOKLANE_SOURCES_REGISTRIES_CRM_EU_TOKEN",
                                "token-1"),
                        NEEDED);

        assertThat(config.sourceRegistries())
                .containsOnly(
                        Map.entry(
                                "shop",
                                new RegistrySettings(
                                        URI.create("https://registry.shop:8081"),
                                        "Basic aG9va2xhbmU6c2VjcmV0",
                                        List.of())),
                        Map.entry(
                                "crm-eu",
                                new RegistrySettings(
                                        URI.create("http://apicurio:8080/apis/ccompat/v7"),
                                        "Bearer token-1",
                                        List.of())));
    }

    @Test
    void aRegistryMayBeGivenByVariablesAlone() {
        HooklaneConfig config =
                ConfigReader.read(
                        "",
                        Map.of(
                                "HOOKLANE_SOURCES_REGISTRIES_CRM_EU_URL",
                                "https://registry",
                                "HOOKLANE_SOURCES_REGISTRIES_CRM_EU_USERNAME",
                                "u",
                                "HOOKLANE_SOURCES_REGISTRIES_CRM_EU_PASSWORD",
                                "p"),
                        NEEDED);

        assertThat(config.sourceRegistries()).containsOnlyKeys("crm-eu");
    }

    @Test
    void secretsAreNeverShown() {
        Map<String, String> overrides = new HashMap<>(NEEDED);
        overrides.put("sources.registries.shop.url", "https://registry");
        overrides.put("sources.registries.shop.token", "the-token");
        HooklaneConfig config = ConfigReader.read("", Map.of(), overrides);

        assertThat(config.describe())
                .contains(
                        "sources.registries.shop.token = set (this command)",
                        "sources.registries.shop.url = https://registry (this command)")
                .noneMatch(line -> line.contains("the-token"));
        assertThat(config.sourceRegistries().toString()).doesNotContain("the-token");
    }

    @Test
    void everyMistakeIsNamed() {
        assertThat(
                        problems(
                                """
                                sources:
                                  registries:
                                    none: {username: u, password: p}
                                    half: {url: 'https://r', username: u}
                                    both: {url: 'https://r', username: u, password: p, token: t}
                                    odd: {url: 'https://u:p@r', ulr: x}
                                    line: {url: 'https://r', token: 'a b'}
                                    file: {url: 'https://r', ca-file: /not/there}
                                    Bad: {url: 'https://r'}
                                    plain: text
                                """,
                                Map.of("HOOKLANE_SOURCES_REGISTRIES_CRM_TOKEN", "t"),
                                NEEDED))
                .contains(
                        "sources.registries.none.url is missing; needed: the URL of a schema registry",
                        "sources.registries.half.password is missing: username and password go together",
                        "sources.registries.both.token can't be set together with username and password",
                        "sources.registries.odd.url is not allowed (its value is not shown); allowed: an http or https URL without a user or query",
                        "sources.registries.odd.ulr is not a setting; those of a registry are url, username, password, token, ca-file",
                        "sources.registries.line.token is not allowed (its value is not shown); allowed: visible ASCII",
                        "sources.registries.file.ca-file = /not/there: /not/there can't be read",
                        "sources.registries.Bad is not allowed; the name of a registry is 1 to 40 characters of a-z 0-9 -, the first a letter",
                        "sources.registries.plain is not a setting; set sources.registries.plain.url",
                        "HOOKLANE_SOURCES_REGISTRIES_CRM_TOKEN names no registry; set HOOKLANE_SOURCES_REGISTRIES_<NAME>_URL too");
    }
}
