package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.dev.DevFolder;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the API's address and key. */
final class ApiOptions {
    private static final String API_VARIABLE = "HOOKLANE_API";
    private static final String DEFAULT_API = "http://127.0.0.1:8080";
    private static final String KEY_VARIABLE = "HOOKLANE_API_KEY";

    @Option(
            names = "--api",
            paramLabel = "URL",
            description =
                    "The API's URL. Otherwise HOOKLANE_API, then the `hooklane dev` of this folder, then "
                            + DEFAULT_API
                            + ".")
    private String api = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The API key. Otherwise HOOKLANE_API_KEY, which other users of this machine can't"
                            + " see, then the key of this folder's `hooklane dev`.")
    private String key = "";

    /** Returns a client for the API that the options, the environment or the folder name. */
    ApiClient client(CommandContext context) {
        String chosenApi = given(api, context, API_VARIABLE);
        Optional<DevFolder.Running> dev = new DevFolder(context.folder()).running();
        // The key of dev is sent to dev only, and an installation's key never to dev.
        if (chosenApi.isEmpty() && dev.isPresent()) {
            return new ApiClient(dev.get().api(), key.isEmpty() ? dev.get().apiKey() : key);
        }
        URI base = uri(chosenApi.isEmpty() ? DEFAULT_API : chosenApi);
        String chosenKey = given(key, context, KEY_VARIABLE);
        if (chosenKey.isEmpty()) {
            throw new CommandFailedException(
                    "no key for the API at %s: pass --key, set HOOKLANE_API_KEY, or run this in the"
                                    .formatted(base)
                            + " folder of a running `hooklane dev`");
        }
        return new ApiClient(base, chosenKey);
    }

    /**
     * Deletes things one after the other, and prints a line for each.
     *
     * @param path of all of them; each has its id behind it
     * @param done what the line says of an id
     */
    void deleteEach(
            CommandContext context, String path, List<String> ids, String done, PrintWriter out) {
        context.silenceLog();
        try (ApiClient client = client(context)) {
            for (String id : ids) {
                client.delete(path + ApiClient.encoded(id));
                out.println(done + " " + id);
            }
        }
    }

    private static String given(String option, CommandContext context, String variable) {
        return option.isEmpty() ? context.environment().getOrDefault(variable, "") : option;
    }

    private static URI uri(String text) {
        if (!text.matches("https?://[^/?#@\\s]+/?")) {
            throw new CommandFailedException(
                    "API '%s' is not a URL such as http://127.0.0.1:8080".formatted(text));
        }
        return URI.create(text);
    }
}
