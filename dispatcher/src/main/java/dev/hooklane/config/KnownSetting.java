package dev.hooklane.config;

/**
 * A setting as the code asks for it; {@code docs/SETTINGS.md} shows them all.
 *
 * @param otherwise its default; empty if it has none
 * @param allowed which texts are allowed, in words; empty if that is not checked
 */
record KnownSetting(String key, String otherwise, String allowed) {
    /** Returns the environment variable that sets it. */
    String variable() {
        return SettingSources.environmentName(key);
    }
}
