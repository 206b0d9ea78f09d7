package dev.hooklane.command;

import dev.hooklane.command.ApiList.Column;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists profiles. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists profiles by name, one per line; never their keys.",
        footerHeading = "%n",
        footer = {"Example:", "  hooklane profiles list"})
final class ProfilesListCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ListFormat format = new ListFormat();
    private final CommandContext context;

    ProfilesListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        List<JsonNode> profiles =
                Profiles.of(context).all().values().stream()
                        .<JsonNode>map(each ->
                                JsonMapper.shared()
                                        .createObjectNode()
                                        .put("profile", each.name())
                                        .put("api", each.api().toString()))
                        .toList();
        format.print(
                profiles,
                List.of(Column.of("PROFILE", "profile"), Column.of("API", "api")),
                spec.commandLine().getOut());
    }
}
