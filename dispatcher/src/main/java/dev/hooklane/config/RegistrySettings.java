package dev.hooklane.config;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A schema registry that sources may use.
 *
 * @param url where its API begins
 * @param authorization the value of the header {@code Authorization}; empty for none
 * @param authorities whom TLS trusts besides the public authorities
 */
public record RegistrySettings(URI url, String authorization, List<X509Certificate> authorities) {
    public RegistrySettings {
        authorities = List.copyOf(authorities);
    }

    /** Leaves out what the registry is shown. */
    @Override
    public String toString() {
        return "RegistrySettings[%s]".formatted(url);
    }
}
