package dev.hooklane.e2e.installation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings of Hooklane, by key. */
public record Settings(Map<String, String> values) {
    public Settings {
        values = Map.copyOf(values);
    }

    public Settings with(String key, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(key, value);
        return new Settings(changed);
    }

    /** Returns them as environment variables of a process. */
    public Map<String, String> environment() {
        return values.entrySet().stream()
                .collect(Collectors.toMap(each -> variable(each.getKey()), Map.Entry::getValue));
    }

    private static String variable(String key) {
        return "HOOKLANE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Leaves out the values, as some are secret. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
