package dev.hooklane.config;

/**
 * Where the API listens and who may use it.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param key the bearer key of the operator; may be empty without the control plane, which alone
 *     uses it
 * @param advertised the {@code host:port} where other instances reach this one's API
 * @param edge what clients may take, proxies before it, TLS, and the management port
 */
public record ApiSettings(String host, int port, String key, String advertised, EdgeSettings edge) {
    private static final String KEY_FORM = "[\\x21-\\x7e]{24,200}";

    /** Returns settings with the defaults of the edge. */
    public ApiSettings(String host, int port, String key, String advertised) {
        this(host, port, key, advertised, EdgeSettings.defaults());
    }

    static ApiSettings read(SettingReader settings, String hostName, boolean hasApi) {
        int port = settings.integer("api.port", 8080, 0, 65_535);
        return new ApiSettings(
                // It must be reachable from outside its container; the key protects it.
                settings.text(
                        "api.host",
                        "0.0.0.0",
                        "[A-Za-z0-9.:_-]{1,255}",
                        "an address or host name to listen on"),
                port,
                // No default: a known key is no key.
                hasApi
                        ? settings.secret("api.key", KEY_FORM, "24 to 200 visible ASCII characters")
                        : settings.optionalSecret("api.key"),
                // Other instances ask this one for the history that it keeps.
                settings.text(
                        "api.advertised",
                        "%s:%d".formatted(hostName, Math.max(1, port)),
                        "[A-Za-z0-9._-]{1,255}:[0-9]{1,5}",
                        "host:port"),
                EdgeSettings.read(settings));
    }

    @Override
    public String toString() {
        return "ApiSettings[host=%s, port=%d, advertised=%s, key hidden]"
                .formatted(host, port, advertised);
    }
}
