package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.event.VisibleText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps an installation's URL and key for the other commands. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps an installation's URL and key under a name, for the commands that call the API.",
            "The key is read from the terminal, or from a line of standard input. It is tried"
                    + " first, and kept in a file that only this user can read."
        },
        footerHeading = "%n",
        footer = {
            "Example: log in once, and name the installation in each command",
            "  hooklane login --profile prod --api https://hooklane.example.com",
            "  hooklane endpoints list --profile prod"
        })
final class LoginCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The installation's name (default: ${DEFAULT-VALUE}).")
    private String profile = Profile.DEFAULT;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "The API's URL; not needed to replace the key of a profile.")
    private String api = "";

    @Mixin private JsonOption json = new JsonOption();

    private final CommandContext context;

    LoginCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        Profiles profiles = Profiles.of(context);
        URI url = url(profiles.find(profile));
        Profile made = new Profile(profile, url, key(url));
        try (ApiClient client = new ApiClient(url, made.key())) {
            JsonNode caller = client.get("/v1/keys/me", Map.of());
            profiles.save(made);
            if (json.isChosen()) {
                ObjectNode kept = JsonMapper.shared().createObjectNode();
                kept.put("profile", made.name()).put("api", url.toString());
                kept.set("caller", caller);
                spec.commandLine().getOut().println(kept);
                return;
            }
            spec.commandLine()
                    .getOut()
                    .printf(
                            "logged in to %s as %s (%s%s); profile %s%n",
                            url,
                            VisibleText.line(caller.path("name").asString("")),
                            caller.path("role").asString(""),
                            caller.path("account").isString()
                                    ? " of " + caller.path("account").asString("")
                                    : "",
                            made.name());
        }
    }

    private URI url(Optional<Profile> before) {
        if (api.isEmpty()) {
            return before.map(Profile::api)
                    .orElseThrow(() ->
                            new CommandFailedException(
                                    "profile %s is new: pass the API's URL with --api"
                                            .formatted(profile)));
        }
        return ApiChoice.url(api);
    }

    private String key(URI url) {
        String typed = context.isTerminal() ? typed(url) : line();
        if (typed.isBlank()) {
            throw new CommandFailedException("no key was given, so nothing is kept");
        }
        return typed.strip();
    }

    private static String typed(URI url) {
        return Optional.ofNullable(System.console())
                .map(console -> console.readPassword("Key for %s: ", url))
                .map(String::new)
                .orElse("");
    }

    private String line() {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new CommandFailedException("can't read the key: " + e.getMessage(), e);
        }
    }
}
