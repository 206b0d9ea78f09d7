package dev.hooklane.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The comments of {@code hooklane.yaml}, by the setting or group that each stands above: the lines
 * right before it, up to a blank line or another key. A setting may be commented out itself.
 */
final class SettingComments {
    private static final Pattern KEY =
            Pattern.compile("(?<indent> *)(?<off># ?)?(?<name>[a-z][a-z0-9.-]*):(?: .*)?");
    private static final Pattern COMMENT = Pattern.compile(" *# ?(.*)");

    private final Set<String> settings;
    private final Map<String, String> comments = new LinkedHashMap<>();
    private String group = "";
    private List<String> lines = new ArrayList<>();

    private SettingComments(Set<String> settings) {
        this.settings = settings;
    }

    /**
     * The comments in the order of the file; empty texts where there is none.
     *
     * @param settings all keys there are
     */
    static Map<String, String> read(String yaml, Set<String> settings) {
        SettingComments reader = new SettingComments(settings);
        yaml.lines().forEach(reader::line);
        return reader.comments;
    }

    private void line(String line) {
        Matcher key = KEY.matcher(line);
        Matcher comment = COMMENT.matcher(line);
        if (key.matches() && (key.group("off") == null || isSetting(key))) {
            String full = full(key);
            if (!full.contains(".")) {
                group = full;
            }
            comments.put(full, text(lines.stream()));
            lines = new ArrayList<>();
        } else if (comment.matches()) {
            lines.add(comment.group(1));
        } else {
            lines = new ArrayList<>();
        }
    }

    /** One that is commented out is told from prose by its being a setting. */
    private boolean isSetting(Matcher key) {
        return settings.contains(full(key));
    }

    private String full(Matcher key) {
        return key.group("indent").isEmpty() ? key.group("name") : group + "." + key.group("name");
    }

    private static String text(Stream<String> lines) {
        return lines.map(String::strip).collect(Collectors.joining(" "));
    }
}
