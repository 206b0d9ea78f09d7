package dev.hooklane.command;

import dev.hooklane.client.ApiClient;
import dev.hooklane.command.forward.ForwardPrinter;
import dev.hooklane.command.forward.ForwardSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The options of {@code hooklane listen} that have it forward an account's live events. */
final class ForwardOptions {
    private static final String LINK_FORM = "https?://[^/?#@\\s]+(/[^?#\\s]*)?#hlp_\\S+";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--forward-to",
            paramLabel = "URL",
            description =
                    "Send the account's live events to this URL, such as"
                            + " http://localhost:3000/hook, and show each answer. No tunnel is"
                            + " needed; a temporary endpoint receives them as long as this runs.")
    private String target = "";

    @Option(
            names = "--link",
            paramLabel = "URL",
            description =
                    "A portal link to use in place of a key. It opens once, and lets this run until"
                            + " the link's end.")
    private String link = "";

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The account, if the key is not bound to one.")
    private String account = "";

    @Option(
            names = "--event",
            paramLabel = "TYPE",
            description =
                    "Only events of this type or group, such as conversation.*; can be repeated.")
    private List<String> events = List.of();

    @Mixin private ApiOptions api = new ApiOptions();

    boolean isAsked() {
        return !target.isEmpty();
    }

    /**
     * Forwards until a signal asks the process to stop.
     *
     * @param jsonl whether requests are printed as JSON, and all else on standard error
     */
    void run(CommandContext context, Optional<String> secret, boolean jsonl) {
        context.silenceLog();
        URI server = target();
        PrintWriter out = command.commandLine().getOut();
        PrintWriter notes = jsonl ? command.commandLine().getErr() : out;
        InstantSource clock = InstantSource.system();
        ForwardPrinter printer =
                jsonl
                        ? ForwardPrinter.ofJson(out, notes, clock)
                        : ForwardPrinter.ofLines(out, clock);
        try (ApiClient client = client(context);
                StopSignal stop = StopSignal.install()) {
            ForwardSession session = new ForwardSession(client, server, wanted(secret), printer);
            var _ = Thread.ofPlatform().daemon().start(() -> obey(context, session));
            var _ =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                stop.await();
                                session.stop();
                            });
            notes.println("type r and Enter to have the last event sent again; Ctrl-C stops");
            notes.flush();
            session.run(stop::await);
        }
    }

    private ObjectNode wanted(Optional<String> secret) {
        ObjectNode wanted = JsonMapper.shared().createObjectNode();
        if (!account.isEmpty()) {
            wanted.put("account", account);
        }
        ArrayNode types = wanted.putArray("eventTypes");
        (events.isEmpty() ? List.of("*") : events).forEach(types::add);
        // It is opened again then.
        wanted.put("lasts", "24h");
        secret.ifPresent(text -> wanted.put("secret", text));
        return wanted;
    }

    private URI target() {
        if (!target.matches("https?://[^/?#@\\s]+(/\\S*)?")) {
            throw new ParameterException(
                    command.commandLine(),
                    "--forward-to '%s' is not a URL such as http://localhost:3000/hook"
                            .formatted(target));
        }
        return URI.create(target);
    }

    private ApiClient client(CommandContext context) {
        if (link.isEmpty()) {
            return api.client(context);
        }
        if (!link.matches(LINK_FORM)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--link is not a portal link such as https://host/console/portal#hlp_…");
        }
        URI url = URI.create(link);
        URI base = URI.create(url.getScheme() + "://" + url.getRawAuthority());
        try (ApiClient visitor = new ApiClient(base, url.getRawFragment())) {
            JsonNode session =
                    visitor.post("/v1/portal-sessions", JsonMapper.shared().createObjectNode());
            return new ApiClient(base, session.path("session").asString(""));
        }
    }

    /** Reads lines until there are no more. */
    private static void obey(CommandContext context, ForwardSession session) {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String asked = line.strip();
                if (asked.equals("r") || asked.startsWith("r ")) {
                    session.again(asked.substring(1).strip());
                }
            }
        } catch (IOException e) {
            // Nobody types any more.
        }
    }
}
