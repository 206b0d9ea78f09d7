package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The options for the API's address and key. */
final class ApiOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--api",
            paramLabel = "URL",
            description =
                    "The API's URL. Otherwise HOOKLANE_API, then that of the profile, then the `hooklane"
                            + " dev` of this folder, then "
                            + ApiChoice.DEFAULT_API
                            + ".")
    private String api = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The API key. Otherwise HOOKLANE_API_KEY, which other users of this machine can't"
                            + " see, then the key of the profile or of this folder's `hooklane dev`.")
    private String key = "";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "The installation, as `hooklane login` named it. Otherwise HOOKLANE_PROFILE, then"
                            + " default if this folder has no `hooklane dev`.")
    private String profile = "";

    /**
     * Returns a client for the API that the options, the environment, a profile or the folder name.
     */
    ApiClient client(CommandContext context) {
        ApiChoice.Chosen chosen = new ApiChoice(context).of(api, key, profile);
        chosen.note().ifPresent(line -> ErrorLine.print(command.commandLine(), line));
        return new ApiClient(chosen.api(), chosen.key());
    }

    /**
     * Deletes things one after the other, and prints each.
     *
     * @param path of all of them; each has its id behind it
     * @param done what is printed of an id: "removed"
     */
    void deleteEach(
            CommandContext context, String path, List<String> ids, String done, EachFormat format) {
        context.silenceLog();
        try (ApiClient client = client(context)) {
            format.each(
                    ids,
                    done,
                    id -> {
                        client.delete(path + ApiClient.encoded(id));
                        return JsonMapper.shared().createObjectNode().put("id", id);
                    },
                    (item, out) -> out.println(done + " " + item.path("id").asString("")));
        }
    }
}
