package dev.hooklane.config;

import dev.hooklane.config.SettingSources.Found;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the settings under {@code sources.registries.NAME.}: each schema registry that sources may
 * use. They are the operator's, so a registry may be anywhere, also in a private network.
 */
final class SourceRegistries {
    static final NamedSettings.Form FORM =
            new NamedSettings.Form("registry", "sources.registries.", "url", '-');

    private static final String URL = "url";
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    private static final String TOKEN = "token";
    private static final String CA_FILE = "ca-file";
    private static final List<String> SETTINGS = List.of(URL, USERNAME, PASSWORD, TOKEN, CA_FILE);

    private static final Pattern URL_FORM =
            Pattern.compile("https?://[A-Za-z0-9.\\[\\]:_-]+(/[A-Za-z0-9._~/%:-]*)?");

    private final SettingReader reader;
    private final String prefix;
    private final Map<String, Found> found;

    private SourceRegistries(SettingReader reader, String prefix, Map<String, Found> found) {
        this.reader = reader;
        this.prefix = prefix;
        this.found = found;
    }

    static Map<String, RegistrySettings> read(SettingReader reader) {
        Map<String, RegistrySettings> registries = new LinkedHashMap<>();
        NamedSettings.find(reader, FORM)
                .forEach((name, found) ->
                        new SourceRegistries(reader, FORM.prefix() + name + ".", found)
                                .settings()
                                .ifPresent(settings -> registries.put(name, settings)));
        return registries;
    }

    private Optional<RegistrySettings> settings() {
        for (String unknown : new TreeSet<>(found.keySet())) {
            if (!SETTINGS.contains(unknown)) {
                problem(
                        unknown,
                        "is not a setting; those of a registry are " + String.join(", ", SETTINGS));
            }
        }
        found.forEach((name, text) ->
                reader.resolved(
                        prefix + name,
                        name.equals(PASSWORD) || name.equals(TOKEN) ? "set" : text.text(),
                        text.origin()));
        Optional<URI> url = url();
        String authorization = authorization();
        List<X509Certificate> authorities = authorities();
        return url.map(at -> new RegistrySettings(at, authorization, authorities));
    }

    private Optional<URI> url() {
        String url = text(URL).orElse("");
        if (url.isEmpty()) {
            problem(URL, "is missing; needed: the URL of a schema registry");
        } else if (!URL_FORM.matcher(url).matches()) {
            problem(
                    URL,
                    "is not allowed (its value is not shown); allowed: an http or https URL without a"
                            + " user or query");
        } else {
            return Optional.of(URI.create(url));
        }
        return Optional.empty();
    }

    private String authorization() {
        Optional<String> username = text(USERNAME);
        Optional<String> password = text(PASSWORD);
        Optional<String> token = text(TOKEN);
        if (token.isPresent()) {
            if (username.isPresent() || password.isPresent()) {
                problem(TOKEN, "can't be set together with username and password");
            }
            return bearer(token.get());
        }
        if (username.isPresent() != password.isPresent()) {
            problem(
                    username.isPresent() ? PASSWORD : USERNAME,
                    "is missing: username and password go together");
        }
        return username.isEmpty()
                ? ""
                : RegistrySettings.basic(username.get() + ":" + password.orElse(""));
    }

    private String bearer(String token) {
        try {
            return RegistrySettings.bearer(token);
        } catch (IllegalArgumentException e) {
            problem(TOKEN, String.valueOf(e.getMessage()));
            return "";
        }
    }

    private List<X509Certificate> authorities() {
        try {
            return text(CA_FILE)
                    .map(file -> PemFiles.certificates(Path.of(file)))
                    .orElse(List.of());
        } catch (IllegalArgumentException e) {
            problem(CA_FILE, "= %s: %s".formatted(text(CA_FILE).orElse(""), e.getMessage()));
            return List.of();
        }
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(found.get(name))
                .map(Found::text)
                .filter(text -> !text.isEmpty());
    }

    private void problem(String name, String problem) {
        String origin =
                Optional.ofNullable(found.get(name))
                        .map(Found::origin)
                        .filter(each -> each.startsWith(SettingSources.ENVIRONMENT_PREFIX))
                        .map(variable -> " (" + variable + ")")
                        .orElse("");
        reader.problem(prefix + name + origin + " " + problem);
    }
}
