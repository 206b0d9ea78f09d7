package dev.hooklane.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Checks the texts of settings; each check refuses with words that follow key and value. */
final class SettingForms {
    private SettingForms() {}

    static String matching(String text, String form) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException("not of the form that is allowed");
        }
        return text;
    }

    static <T extends Comparable<T>> T within(T value, T least, T most) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("too small");
        }
        if (value.compareTo(most) > 0) {
            throw new IllegalArgumentException("too large");
        }
        return value;
    }

    /** Returns the parts of a text that are separated by commas. */
    static List<String> parts(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /**
     * Returns a constant as it is written in settings: {@code AT_LEAST_ONCE} is {@code
     * at-least-once}.
     */
    static String settingName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> String choices(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(SettingForms::settingName)
                .collect(Collectors.joining(", "));
    }

    static <E extends Enum<E>> E constant(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> settingName(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is unknown".formatted(text)));
    }
}
