package dev.hooklane.config;

/**
 * Where the API listens and who may use it.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param key the bearer key of the operator
 */
public record ApiSettings(String host, int port, String key) {
    private static final String KEY_FORM = "[\\x21-\\x7e]{24,200}";

    static ApiSettings read(SettingReader settings) {
        return new ApiSettings(
                // Reached from outside its container; the key protects it.
                settings.text(
                        "api.host",
                        "0.0.0.0",
                        "[A-Za-z0-9.:_-]{1,255}",
                        "an address or host name to listen on"),
                settings.integer("api.port", 8080, 0, 65_535),
                // No default: a known key is no key.
                settings.secret("api.key", KEY_FORM, "24 to 200 visible ASCII characters"));
    }

    @Override
    public String toString() {
        return "ApiSettings[host=%s, port=%d, key hidden]".formatted(host, port);
    }
}
