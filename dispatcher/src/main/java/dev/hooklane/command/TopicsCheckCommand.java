package dev.hooklane.command;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.topic.TopicsAdmin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reports what is wrong with the topics. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a line for each problem with the topics, and changes nothing. Notes report"
                    + " what is left in topics of a former schedule, and whether Kafka keeps"
                    + " offsets long enough.",
            "Exits with 1 if there is a problem."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane topics check --config hooklane.yaml"})
final class TopicsCheckCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ConfigOption config = new ConfigOption();
    @Mixin private JsonOption json = new JsonOption();
    private final CommandContext context;

    TopicsCheckCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.silenceLog();
        HooklaneConfig read = config.read(context, Map.of());
        List<String> wrong = TopicsAccess.of(read, TopicsAdmin::check);
        List<String> notes = TopicsAccess.notes(read);
        if (json.isChosen()) {
            ObjectNode found = JsonMapper.shared().createObjectNode();
            wrong.forEach(found.putArray("problems")::add);
            notes.forEach(found.putArray("notes")::add);
            spec.commandLine().getOut().println(found);
            return wrong.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        notes.forEach(line -> spec.commandLine().getOut().println("note: " + line));
        if (wrong.isEmpty()) {
            spec.commandLine().getOut().println("all topics are correct");
            return ExitCode.OK;
        }
        wrong.forEach(line -> ErrorLine.print(spec.commandLine(), line));
        ErrorLine.print(spec.commandLine(), "`hooklane topics apply` fixes this");
        return ExitCode.SOFTWARE;
    }
}
