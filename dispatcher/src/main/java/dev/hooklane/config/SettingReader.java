package dev.hooklane.config;

import dev.hooklane.config.SettingSources.Found;
import dev.hooklane.delay.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads settings one by one and continues after a bad one, so that all problems can be reported at
 * once.
 *
 * <p>After a problem the default is used, or an empty text if there is none.
 */
final class SettingReader {
    private final SettingSources sources;
    private final Map<String, KnownSetting> known = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> resolved = new ArrayList<>();

    SettingReader(SettingSources sources) {
        this.sources = sources;
    }

    /**
     * Returns the value of a setting; the parser refuses a text with an {@link
     * IllegalArgumentException}.
     */
    <T> T value(String key, String otherwise, String allowed, Function<String, T> parser) {
        Optional<Found> found = find(key, otherwise, allowed);
        if (found.isPresent()) {
            try {
                T value = parser.apply(found.get().text());
                resolved(key, found.get().text(), found.get().origin());
                return value;
            } catch (IllegalArgumentException e) {
                refuse(key, found.get(), allowed, e);
            }
        } else {
            resolved(key, otherwise, "default");
        }
        return parser.apply(otherwise);
    }

    String text(String key, String otherwise, String form, String allowed) {
        return value(key, otherwise, allowed, text -> SettingForms.matching(text, form));
    }

    Duration duration(String key, String otherwise, String least, String most) {
        return value(
                key,
                otherwise,
                "%s to %s".formatted(least, most),
                text ->
                        SettingForms.within(
                                DurationText.parse(text),
                                DurationText.parse(least),
                                DurationText.parse(most)));
    }

    int integer(String key, int otherwise, int least, int most) {
        return value(
                key,
                Integer.toString(otherwise),
                "a whole number, %d to %d".formatted(least, most),
                text -> SettingForms.within(Integer.parseInt(text), least, most));
    }

    double decimal(String key, double otherwise, double least, double most) {
        return value(
                key,
                Double.toString(otherwise),
                "a number, %s to %s".formatted(least, most),
                text -> SettingForms.within(Double.parseDouble(text), least, most));
    }

    long bytes(String key, String otherwise, String least, String most) {
        return value(
                key,
                otherwise,
                "a byte count such as 64KiB or 256MiB, %s to %s".formatted(least, most),
                text ->
                        SettingForms.within(
                                ByteSizeText.parse(text),
                                ByteSizeText.parse(least),
                                ByteSizeText.parse(most)));
    }

    boolean flag(String key, boolean otherwise) {
        return value(
                key,
                Boolean.toString(otherwise),
                "true or false",
                text -> Boolean.parseBoolean(SettingForms.matching(text, "true|false")));
    }

    <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
        return value(
                key,
                SettingForms.settingName(otherwise),
                SettingForms.choices(type),
                text -> SettingForms.constant(text, type));
    }

    /** Returns a list from parts separated by commas; a YAML list reads the same. */
    <T> List<T> list(String key, String otherwise, String allowed, Function<String, T> parser) {
        return value(
                key,
                otherwise,
                allowed,
                text -> SettingForms.parts(text).stream().map(parser).toList());
    }

    <E extends Enum<E>> List<E> choiceList(String key, String otherwise, Class<E> type) {
        return list(
                key,
                otherwise,
                "any of " + SettingForms.choices(type),
                text -> SettingForms.constant(text, type));
    }

    /** Returns a setting that must be set and is never shown. */
    String secret(String key, String form, String allowed) {
        String text = secretText(key, allowed);
        if (text.isEmpty()) {
            problem(key, "is missing; needed: " + allowed);
        } else if (!text.matches(form)) {
            problem(key, "is not allowed (its value is not shown); allowed: " + allowed);
        }
        return text;
    }

    /** Returns a secret, or an empty text if it isn't set. */
    String optionalSecret(String key) {
        return secretText(key, "");
    }

    private String secretText(String key, String allowed) {
        Optional<Found> found = find(key, "", allowed);
        resolved(key, found.isPresent() ? "set" : "not set", origin(found));
        return found.map(Found::text).orElse("");
    }

    /** Returns a setting's text, or an empty one if it isn't set. */
    String optional(String key) {
        Optional<Found> found = find(key, "", "");
        resolved(key, found.map(Found::text).orElse("not set"), origin(found));
        return found.map(Found::text).orElse("");
    }

    void problem(String key, String problem) {
        String origin = origin(sources.find(key));
        String variable = SettingSources.environmentName(key);
        problems.add((origin.equals(variable) ? key + " (" + variable + ")" : key) + " " + problem);
    }

    void problem(String line) {
        problems.add(line);
    }

    void resolved(String key, String text, String origin) {
        resolved.add("%s = %s (%s)".formatted(key, text.isEmpty() ? "none" : text, origin));
    }

    SettingSources sources() {
        return sources;
    }

    /** Returns the keys that were asked for so far. */
    Set<String> keys() {
        return known.keySet();
    }

    /** Returns the settings that were asked for so far. */
    Collection<KnownSetting> known() {
        return known.values();
    }

    List<String> problems() {
        return problems;
    }

    List<String> lines() {
        return resolved;
    }

    private Optional<Found> find(String key, String otherwise, String allowed) {
        known.put(key, new KnownSetting(key, otherwise, allowed));
        return sources.find(key);
    }

    private void refuse(String key, Found found, String allowed, IllegalArgumentException why) {
        String reason = why instanceof NumberFormatException ? "not a number" : why.getMessage();
        problem(key, "= %s: %s; allowed: %s".formatted(found.text(), reason, allowed));
    }

    private static String origin(Optional<Found> found) {
        return found.map(Found::origin).orElse("default");
    }
}
