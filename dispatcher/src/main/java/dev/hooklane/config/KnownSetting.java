package dev.hooklane.config;

/**
 * A setting as the code asks for it; {@code docs/SETTINGS.md} shows them all.
 *
 * @param otherwise its default; empty where it has none
 * @param allowed what its text may be, in words; empty where that is not checked
 */
record KnownSetting(String key, String otherwise, String allowed) {
    /** The environment variable that sets it. */
    String variable() {
        return SettingSources.environmentName(key);
    }
}
