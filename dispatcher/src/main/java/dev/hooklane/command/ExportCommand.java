package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.dev.SecretFile;
import dev.hooklane.manifest.Manifest;
import dev.hooklane.manifest.Section;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a manifest of an installation or an account. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes event types, quotas, endpoints and keys as a manifest: YAML, in a fixed order.",
            "Secrets are sealed: only this installation's secrets.key opens them.",
            "`hooklane import` brings all of it back. Needs the key of an operator."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is in the manifest.",
            "4:Some endpoints are not, as no key opens them; the lines on standard error name"
                    + " them."
        },
        footerHeading = "%n",
        footer = {
            "Example: a backup, as the night's job makes it",
            "  hooklane export -o hooklane-backup.yaml",
            "",
            "Example: one account, to look at or to compare",
            "  hooklane export --account acct_1"
        })
final class ExportCommand implements Callable<Integer> {
    private static final String PATH = "/v1/manifest";
    private static final int PAGE = 1_000;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only this account's quotas, endpoints and keys.")
    private String account = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "The file to write, readable for its owner alone; otherwise standard output."
                            + " {weekday} in its name becomes mon to sun, and {date} the date, in"
                            + " UTC.")
    private Optional<String> output = Optional.empty();

    private final CommandContext context;

    ExportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        List<JsonNode> objects = new ArrayList<>();
        try (ApiClient client = api.client(context)) {
            String cursor = "";
            do {
                JsonNode page =
                        client.get(
                                PATH,
                                Map.of(
                                        "account",
                                        account,
                                        "limit",
                                        Integer.toString(PAGE),
                                        "cursor",
                                        cursor));
                page.path("objects").forEach(objects::add);
                cursor = page.path("next").asString("");
            } while (!cursor.isEmpty());
        }
        List<JsonNode> unopened = objects.stream().filter(ExportCommand::isUnopened).toList();
        objects.removeAll(unopened);
        write(Manifest.ofListed(objects));
        PrintWriter err = spec.commandLine().getErr();
        unopened.forEach(endpoint ->
                err.println(
                        "endpoint %s is left out: no key of secrets.key opens it"
                                .formatted(endpoint.path("id").asString())));
        err.flush();
        return unopened.isEmpty() ? ExitCode.OK : ExitCodes.ENDED_WITH_FAILURES;
    }

    private static boolean isUnopened(JsonNode object) {
        return object.path("kind").asString("").equals(Section.ENDPOINTS.kind())
                && object.path("sealed").isNull();
    }

    /** Returns the file's name on a day. */
    static String named(String file, LocalDate day) {
        String weekday = day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
        return file.replace("{weekday}", weekday.toLowerCase(Locale.ROOT))
                .replace("{date}", day.toString());
    }

    private void write(Manifest manifest) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isEmpty()) {
            out.print(
                    json.isChosen()
                            ? manifest.toJson() + System.lineSeparator()
                            : manifest.toYaml());
            out.flush();
            return;
        }
        String name = named(output.get(), LocalDate.now(ZoneOffset.UTC));
        try {
            new SecretFile(context.folder().resolve(name)).write(manifest.toYaml());
        } catch (UncheckedIOException e) {
            throw new CommandFailedException(e.getMessage() + ": " + e.getCause());
        }
        if (json.isChosen()) {
            ObjectNode written = JsonMapper.shared().createObjectNode().put("file", name);
            for (Section section : Section.values()) {
                written.put(section.label(), manifest.of(section).size());
            }
            out.println(written);
            return;
        }
        for (Section section : Section.values()) {
            out.printf("%-11s %d%n", section.label(), manifest.of(section).size());
        }
    }
}
