package dev.hooklane.config;

import dev.hooklane.config.SettingSources.Found;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the settings of things that the operator names, such as {@code
 * sources.clusters.NAME.bootstrap.servers}.
 */
final class NamedSettings {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String NAME_FORM = "1 to 40 characters of a-z 0-9 -, the first a letter";

    private final SettingReader reader;
    private final Form form;
    private final Map<String, Map<String, Found>> found = new TreeMap<>();

    /**
     * How such settings are written.
     *
     * @param thing what is named, for messages
     * @param prefix of the keys, before the name
     * @param needed a setting that each of the things has
     * @param separator what a {@code _} in the rest of a variable stands for
     */
    record Form(String thing, String prefix, String needed, char separator) {
        String variablePrefix() {
            return SettingSources.environmentName(prefix);
        }

        private String variableEnd() {
            return "_" + needed.replace('.', '_').replace('-', '_');
        }
    }

    private NamedSettings(SettingReader reader, Form form) {
        this.reader = reader;
        this.form = form;
    }

    /** Returns the settings by name, and each by its key behind the name. */
    static Map<String, Map<String, Found>> find(SettingReader reader, Form form) {
        NamedSettings named = new NamedSettings(reader, form);
        SettingSources sources = reader.sources();
        named.add(sources.file(), "file");
        named.addEnvironment(sources.environment());
        named.add(sources.overrides(), "this command");
        return named.found;
    }

    private void add(Map<String, String> texts, String origin) {
        new TreeMap<>(texts)
                .forEach((key, text) -> {
                    if (key.startsWith(form.prefix())) {
                        String rest = key.substring(form.prefix().length());
                        int dot = rest.indexOf('.');
                        if (dot < 0) {
                            reader.problem(
                                    key
                                            + " is not a setting; set %s%s.%s"
                                                    .formatted(form.prefix(), rest, form.needed()));
                        } else {
                            put(
                                    rest.substring(0, dot),
                                    rest.substring(dot + 1),
                                    new Found(text.strip(), origin));
                        }
                    }
                });
    }

    private void put(String name, String setting, Found text) {
        if (!NAME.matcher(name).matches()) {
            reader.problem(
                    "%s%s is not allowed; the name of a %s is %s"
                            .formatted(form.prefix(), name, form.thing(), NAME_FORM));
        } else {
            found.computeIfAbsent(name, _ -> new TreeMap<>()).put(setting, text);
        }
    }

    /** A variable has no dots and dashes, so the names must be known to tell them apart. */
    private void addEnvironment(Map<String, String> environment) {
        Set<String> names =
                new TreeSet<>(
                        Comparator.comparingInt(String::length)
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()));
        names.addAll(found.keySet());
        Map<String, String> variables = new TreeMap<>();
        environment.keySet().stream()
                .filter(variable -> variable.startsWith(form.variablePrefix()))
                .forEach(variable ->
                        variables.put(
                                variable.substring(form.variablePrefix().length())
                                        .toLowerCase(Locale.ROOT),
                                variable));
        variables.keySet().stream()
                .filter(rest -> rest.endsWith(form.variableEnd()))
                .map(rest -> rest.substring(0, rest.length() - form.variableEnd().length()))
                .map(name -> name.replace('_', '-'))
                .forEach(names::add);
        variables.forEach((rest, variable) -> {
            Optional<String> name =
                    names.stream()
                            .filter(each -> rest.startsWith(each.replace('-', '_') + "_"))
                            .findFirst();
            if (name.isPresent()) {
                put(
                        name.get(),
                        rest.substring(name.get().length() + 1).replace('_', form.separator()),
                        new Found(environment.getOrDefault(variable, "").strip(), variable));
            } else {
                reader.problem(
                        "%s names no %s; set %s<NAME>%s too"
                                .formatted(
                                        variable,
                                        form.thing(),
                                        form.variablePrefix(),
                                        form.variableEnd().toUpperCase(Locale.ROOT)));
            }
        });
    }
}
