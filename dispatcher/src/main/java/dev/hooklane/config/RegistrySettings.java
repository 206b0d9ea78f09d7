package dev.hooklane.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A schema registry that sources may use.
 *
 * @param url where its API begins; slashes at its end are left out
 * @param authorization the value of the header {@code Authorization}; empty for none
 * @param authorities whom TLS trusts besides the public authorities
 */
public record RegistrySettings(URI url, String authorization, List<X509Certificate> authorities) {
    /** What a header may hold. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8000}");

    public RegistrySettings {
        url = URI.create(url.toString().replaceAll("/+$", ""));
        authorities = List.copyOf(authorities);
    }

    /**
     * Returns the authorization of a user.
     *
     * @param login name and password, joined by a colon
     */
    public static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    }

    /**
     * Returns the authorization of who bears a token.
     *
     * @throws IllegalArgumentException in words that follow its name, if it is none
     */
    public static String bearer(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "is not allowed (its value is not shown); allowed: visible ASCII");
        }
        return "Bearer " + token;
    }

    /** Leaves out what the registry is shown. */
    @Override
    public String toString() {
        return "RegistrySettings[%s]".formatted(url);
    }
}
