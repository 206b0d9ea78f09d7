package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.metrics.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whoever is woken finds what to do, and what woke them is measured. */
final class AlertsTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path RUNBOOK = Path.of("..", "docs", "OPERATIONS.md");
    private static final Path METRICS = Path.of("..", "docs", "METRICS.md");
    private static final Pattern ENTRY =
            Pattern.compile(
                    "(?m)^### (Hooklane\\w+)\n\n\\*(page|ticket)\\.\\* \\*\\*Means:\\*\\* (?:.+\n)+\n\\*\\*Do:\\*\\* .+");
    private static final Pattern HEADING = Pattern.compile("(?m)^### (Hooklane\\w+)$");
    private static final Pattern METRIC = Pattern.compile("\\bhooklane_[a-z_]+\\b");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|max)$");
    private static final Pattern TRIED =
            Pattern.compile(
                    "alertname=\"(\\w+)\", alertstate=\"firing\"\\}\\)\n +eval_time: \\w+\n +exp_samples: \\[(.?)");

    @Test
    void theRunbookSaysOfEachAlertWhatItMeansAndWhatToDo() throws IOException {
        Map<String, String> told = new TreeMap<>();
        ENTRY.matcher(Files.readString(RUNBOOK))
                .results()
                .forEach(entry -> told.put(entry.group(1), entry.group(2)));

        assertThat(told).isEqualTo(alerts("labels", "severity"));
        assertThat(found(HEADING, Files.readString(RUNBOOK), 1)).isEqualTo(told.keySet());
    }

    @Test
    void eachAlertLeadsThere() throws IOException {
        assertThat(alerts("annotations", "runbook_url"))
                .allSatisfy((name, runbook) ->
                        assertThat(runbook)
                                .isEqualTo(
                                        "https://hooklane.dev/hooklane/blob/main/docs/OPERATIONS.md#"
                                                + name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void eachAlertIsTriedWithSeriesThatItFiresOnAndSuchThatItDoesNot() throws IOException {
        String tests = Files.readString(DEPLOY.resolve("prometheus/tests/hooklane.yml"));
        Set<String> fires = new TreeSet<>();
        Set<String> keepsQuiet = new TreeSet<>();
        TRIED.matcher(tests)
                .results()
                .forEach(each ->
                        (each.group(2).equals("{") ? fires : keepsQuiet).add(each.group(1)));

        Set<String> all = alerts("labels", "severity").keySet();
        assertThat(fires).isEqualTo(all);
        assertThat(keepsQuiet).isEqualTo(all);
    }

    @Test
    void whatRulesAndDashboardsAskForIsMeasured() throws IOException {
        Set<String> documented =
                found(
                        Pattern.compile("(?m)^\\| `(hooklane_\\w+)` \\|"),
                        Files.readString(METRICS),
                        1);
        Set<String> asked = new TreeSet<>();
        for (String folder : new String[] {"prometheus/rules", "grafana/dashboards"}) {
            try (Stream<Path> files = Files.list(DEPLOY.resolve(folder))) {
                for (Path file : files.toList()) {
                    asked.addAll(found(METRIC, Files.readString(file), 0));
                }
            }
        }

        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(asked)
                .allSatisfy(name ->
                        assertThat(documented)
                                .containsAnyOf(name, SUFFIX.matcher(name).replaceFirst("")));
    }

    @Test
    void whatRulesAskOfTheJvmAndOfItsDiskIsMeasured() throws IOException {
        Set<String> asked =
                found(
                        Pattern.compile("\\b(?:jvm|disk)_[a-z_]+(?:\\{[^}]+})?"),
                        Files.readString(DEPLOY.resolve("prometheus/rules/hooklane.yml")),
                        0);
        Prometheus prometheus = new Prometheus();
        prometheus.gauges().watchDisk(Path.of(""));

        assertThat(asked).hasSize(5);
        assertThat(asked)
                .allSatisfy(series ->
                        assertThat(prometheus.scrape().lines())
                                .anyMatch(line ->
                                        line.startsWith(series.replaceFirst("\\{.*", ""))
                                                && line.contains(
                                                        series.replaceFirst(
                                                                "[^{]*\\{?([^}]*)}?", "$1"))));
        prometheus.close();
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A text of each alert, by its name. */
    private static Map<String, String> alerts(String part, String text) throws IOException {
        Map<String, String> alerts = new TreeMap<>();
        try (Stream<Path> files = Files.list(DEPLOY.resolve("prometheus/rules"))) {
            for (Path file : files.toList()) {
                new YAMLMapper()
                        .readTree(Files.readString(file))
                        .path("groups")
                        .valueStream()
                        .flatMap(group -> group.path("rules").valueStream())
                        .filter(rule -> rule.has("alert"))
                        .forEach(rule ->
                                alerts.put(
                                        rule.path("alert").asString(),
                                        rule.path(part).path(text).asString("")));
            }
        }
        return alerts;
    }
}
