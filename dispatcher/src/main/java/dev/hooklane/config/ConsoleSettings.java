package dev.hooklane.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How people reach the console.
 *
 * @param publicUrl the origin that browsers see; empty if they see this server itself
 * @param frameAncestors the origins whose pages may show it in a frame, to people who open a portal
 *     link
 * @param tls whether this server serves HTTPS itself
 * @param oidc the OpenID provider by which people sign in, if there is one
 */
public record ConsoleSettings(
        Optional<URI> publicUrl,
        List<String> frameAncestors,
        boolean tls,
        Optional<OidcSettings> oidc) {
    private static final String HOST = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?";
    private static final String PUBLIC_URL = "https?://" + HOST + "/?|";
    private static final String ANCESTOR = "https://(\\*\\.)?" + HOST;

    public ConsoleSettings {
        frameAncestors = List.copyOf(frameAncestors);
    }

    /**
     * Reports whether browsers reach it over HTTPS, so that its cookies are sent only over HTTPS.
     */
    public boolean secure() {
        return publicUrl.map(url -> url.getScheme().equals("https")).orElse(tls);
    }

    static ConsoleSettings read(SettingReader settings, boolean tls) {
        Optional<URI> publicUrl =
                settings.value(
                        "console.public-url",
                        "",
                        "an origin such as https://hooks.example.com, without a path",
                        text ->
                                Optional.of(SettingForms.matching(text, PUBLIC_URL))
                                        .filter(url -> !url.isEmpty())
                                        .map(url -> URI.create(url.replaceAll("/$", ""))));
        List<String> frameAncestors =
                settings.list(
                        "console.frame-ancestors",
                        "",
                        "origins such as https://app.example.com or https://*.example.com",
                        text -> SettingForms.matching(text, ANCESTOR));
        ConsoleSettings console =
                new ConsoleSettings(
                        publicUrl, frameAncestors, tls, OidcSettings.read(settings, publicUrl));
        if (!frameAncestors.isEmpty() && !console.secure()) {
            // Browsers send a cookie into another site's frame only if it is Secure.
            settings.problem(
                    "console.frame-ancestors",
                    "= %s: needs a console.public-url that begins with https://"
                            .formatted(String.join(",", frameAncestors)));
        }
        return console;
    }
}
