package dev.hooklane.command;

import dev.hooklane.topic.TopicsAdmin;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Creates missing topics and corrects the others. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Creates missing topics, adds missing partitions, and corrects topic settings.",
            "Prints a line for each change; running it again changes nothing."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane topics apply --config hooklane.yaml"})
final class TopicsApplyCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ConfigOption config = new ConfigOption();
    @Mixin private JsonOption json = new JsonOption();
    private final CommandContext context;

    TopicsApplyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        List<String> done = TopicsAccess.of(config.read(context, Map.of()), TopicsAdmin::apply);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isChosen()) {
            ObjectNode all = JsonMapper.shared().createObjectNode();
            done.forEach(all.putArray("changes")::add);
            out.println(all);
            return;
        }
        done.forEach(out::println);
        if (done.isEmpty()) {
            out.println("all topics are correct");
        }
    }
}
