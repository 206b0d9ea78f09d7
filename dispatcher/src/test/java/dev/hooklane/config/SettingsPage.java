package dev.hooklane.config;

import dev.hooklane.deploy.Prose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code docs/SETTINGS.md}: defaults and limits as the code asks for them, meanings as {@code
 * hooklane.yaml} tells them, in its order.
 */
final class SettingsPage {
    private static final String HEAD =
            """
            # Settings

            <!-- Made from the code and deploy/hooklane.yaml:
            ./hooklane test -Dtest=SettingsPageTest -Dregenerate -->

            A setting is read from the file that `--config` names; its environment variable wins over
            the file. An unknown setting, or a value that isn't allowed, stops the start, and one
            message names everything that is wrong. The start logs each setting with its value and
            where it came from; secrets are logged as `set` or `not set`.

            [`deploy/hooklane.yaml`](../deploy/hooklane.yaml) is a file with all of them, to copy.
            `HOST` stands for the machine's host name.

            `HOOKLANE_JAVA_OPTS` gives options to the JVM. `HOOKLANE_API`, `HOOKLANE_API_KEY` and
            `HOOKLANE_PROFILE` tell commands where the API is.
            """;

    private static final String KAFKA =
            """
            Kafka's own client settings go under `kafka.`, by Kafka's names. As a variable,
            `kafka.security.protocol` is `HOOKLANE_KAFKA_SECURITY_PROTOCOL`. Each client gets the
            settings that it knows. Only `kafka.bootstrap.servers` is required: host:port of one
            broker or more. [How to reach a secured cluster](OPERATIONS.md#secured-clusters).
            `/metrics` has a few dozen metrics of Kafka's clients. All are in JMX only with
            `kafka.metric.reporters`, and pushed to brokers only with `kafka.enable.metrics.push`.

            Further clusters, which [sources](SOURCES.md) may read, have the same settings under
            `sources.clusters.NAME.`: `sources.clusters.shop.bootstrap.servers`, or as a variable
            `HOOKLANE_SOURCES_CLUSTERS_SHOP_BOOTSTRAP_SERVERS`. A name is 1 to 40 characters of
            a-z 0-9 -, and the first is a letter.

            [Schema registries](SOURCES.md#schema-registries) are named under
            `sources.registries.NAME.` in the same way. Each has a `url`, and may have a `username`
            and `password`, or a `token`, and a `ca-file`.
            """;

    private static final String TABLE_HEAD =
            """
            | setting | default | allowed | means | variable |
            | --- | --- | --- | --- | --- |
            """;

    private final Collection<KnownSetting> settings;
    private final Map<String, String> comments;

    SettingsPage(Collection<KnownSetting> settings, Map<String, String> comments) {
        this.settings = settings;
        this.comments = comments;
    }

    /** What is asked for and has no comment of its own. */
    List<String> withoutMeaning() {
        return settings.stream()
                .map(KnownSetting::key)
                .filter(key -> comments.getOrDefault(key, "").isEmpty())
                .toList();
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\n## The instance\n\n").append(table(""));
        for (String group : groups()) {
            page.append("\n## ").append(group).append("\n\n");
            String about = comments.getOrDefault(group, "");
            if (group.equals("kafka")) {
                page.append(KAFKA).append('\n').append(fixed());
            } else {
                page.append(about.isEmpty() ? "" : Prose.wrapped(about) + "\n")
                        .append(table(group));
            }
        }
        return page.toString();
    }

    private List<String> groups() {
        List<String> groups = new ArrayList<>();
        comments.keySet().stream()
                .filter(key -> !key.contains("."))
                .filter(key -> settings.stream().noneMatch(each -> each.key().equals(key)))
                .forEach(groups::add);
        return groups;
    }

    private String table(String group) {
        return TABLE_HEAD
                + comments.keySet().stream()
                        .flatMap(key -> settings.stream().filter(each -> each.key().equals(key)))
                        .filter(each -> group(each).equals(group))
                        .map(this::row)
                        .collect(Collectors.joining());
    }

    private String row(KnownSetting setting) {
        return "| `%s` | %s | %s | %s | `%s` |\n"
                .formatted(
                        setting.key(),
                        setting.otherwise().isEmpty() ? "none" : "`" + setting.otherwise() + "`",
                        setting.allowed().replace("|", "\\|"),
                        comments.getOrDefault(setting.key(), ""),
                        setting.variable());
    }

    private static String group(KnownSetting setting) {
        int dot = setting.key().indexOf('.');
        return dot < 0 ? "" : setting.key().substring(0, dot);
    }

    private static String fixed() {
        return Prose.wrapped(
                        "Refused, as what Hooklane promises rests on its own values: "
                                + quoted(KafkaSettingsReader.FIXED)
                                + ".")
                + "\n"
                + Prose.wrapped(
                        "Refused, as there is a setting of Hooklane's own: "
                                + KafkaSettingsReader.OWN.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(own ->
                                                "`%s` (`%s`)"
                                                        .formatted(own.getKey(), own.getValue()))
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private static String quoted(Collection<String> names) {
        return new TreeSet<>(names)
                .stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }
}
