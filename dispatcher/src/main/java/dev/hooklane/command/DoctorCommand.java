package dev.hooklane.command;

import dev.hooklane.command.doctor.Checkup;
import dev.hooklane.command.doctor.Finding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what an instance needs, and says what to mend. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks everything that an instance needs: its configuration, keys and state folder,"
                    + " DNS, Kafka, the user's rights, the topics and the clocks. Says what to mend.",
            "Run it where the instance runs, as its user; an instance may be running. It changes"
                    + " nothing: it measures clocks with records that it takes back. Exits with 1"
                    + " if a check failed."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane doctor --config hooklane.yaml"})
final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print every field as a JSON object, for scripts.")
    private boolean json;

    private final CommandContext context;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = new ArrayList<>();
        new Checkup(
                        finding -> {
                            findings.add(finding);
                            if (!json) {
                                print(finding, out);
                            }
                        })
                .run(config.path(context), context.environment());
        boolean failed = findings.stream().anyMatch(each -> each.state() == Finding.State.FAIL);
        if (json) {
            out.println(json(findings, failed));
        }
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf("%-5s %-7s %s%n", finding.state().label(), finding.check(), finding.text());
        finding.mend().ifPresent(mend -> out.printf("%-13s mend: %s%n", "", mend));
        out.flush();
    }

    private static ObjectNode json(List<Finding> findings, boolean failed) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("failed", failed);
        ArrayNode checks = json.putArray("checks");
        findings.forEach(finding ->
                checks.addObject()
                        .put("check", finding.check())
                        .put("state", finding.state().label())
                        .put("text", finding.text())
                        .put("mend", finding.mend().orElse(null)));
        return json;
    }
}
