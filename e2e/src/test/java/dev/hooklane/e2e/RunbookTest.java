package dev.hooklane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.e2e.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of each fault the runbook says who mends it; of those that somebody must, how it is known. */
class RunbookTest {
    private static final Path ROOT = Path.of("..");
    private static final Path RULES = ROOT.resolve("deploy/prometheus/rules/hooklane.yml");
    private static final Pattern SECTION =
            Pattern.compile("(?s)## Faults that need somebody\n(.+?)\n## ");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (?!fault |---)(.+) \\| (.+) \\| (.+) \\| (.+) \\|$");
    private static final Pattern BY_ITSELF =
            Pattern.compile("(?s)Hooklane goes on by itself after (.+?)\\.\n");
    private static final Pattern CODE = Pattern.compile("`([a-z0-9-]+)`");
    private static final Pattern ALERT = Pattern.compile("Hooklane[A-Z]\\w+");
    private static final Pattern ANCHOR = Pattern.compile("\\(#([a-z-]+)\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private static String page = "";
    private static String section = "";
    private static List<MatchResult> rows = List.of();

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(ROOT.resolve("docs/OPERATIONS.md"));
        section = found(SECTION, page).getFirst().group(1);
        rows = found(ROW, section);
    }

    @Test
    void everyFaultIsMendedByHooklaneOrByWhoeverReadsTheRunbook() {
        Set<String> bySomebody = new TreeSet<>();
        rows.forEach(row -> bySomebody.addAll(groups(CODE, row.group(1))));
        Set<String> byItself = groups(CODE, found(BY_ITSELF, section).getFirst().group(1));

        assertThat(bySomebody).doesNotContainAnyElementsOf(byItself);
        Set<String> all = new TreeSet<>(bySomebody);
        all.addAll(byItself);
        assertThat(all)
                .isEqualTo(
                        Faults.ALL.stream()
                                .map(Fault::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void eachHasAnAlertThatThereIs() throws IOException {
        String rules = Files.readString(RULES);

        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(found(ALERT, row.group(2)))
                                .isNotEmpty()
                                .allSatisfy(alert ->
                                        assertThat(rules)
                                                .contains("- alert: " + alert.group() + "\n")));
    }

    @Test
    void eachLeadsToAPartOfTheRunbook() {
        Set<String> anchors =
                groups(Pattern.compile("(?m)^#+ (.+)$"), page).stream()
                        .map(title -> title.toLowerCase(Locale.ROOT).replace(' ', '-'))
                        .collect(Collectors.toSet());

        assertThat(rows)
                .allSatisfy(row -> {
                    assertThat(groups(ANCHOR, row.group(3))).isNotEmpty();
                    assertThat(anchors).containsAll(groups(ANCHOR, row.group(3)));
                });
    }

    /** The dispatcher's NamedTestsTest looks for it. */
    @Test
    void eachNamesATest() {
        assertThat(rows).allSatisfy(row -> assertThat(found(TEST, row.group(4))).isNotEmpty());
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static Set<String> groups(Pattern pattern, String text) {
        return found(pattern, text).stream()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
