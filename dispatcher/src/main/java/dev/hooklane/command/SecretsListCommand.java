package dev.hooklane.command;

import dev.hooklane.secret.DerivedKeys;
import dev.hooklane.secret.KeyPurpose;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lists the ids of the keys in a key file, as messages and the API name them. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the keys in a key file by their ids, oldest first; never the keys themselves.",
            "For each purpose another key is derived from each. Messages about endpoints that can't be"
                    + " opened name the keys for endpoints."
        },
        footerHeading = "%n",
        footer = {"Example:", "  hooklane secrets list secrets.json"})
final class SecretsListCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SecretKeyFile file = new SecretKeyFile();
    @Mixin private ListFormat format = new ListFormat();

    private final CommandContext context;

    SecretsListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        DerivedKeys keys = file.readAny(context);
        PrintWriter out = spec.commandLine().getOut();
        if (!format.isTable()) {
            format.print(items(keys), List.of(), out);
            return;
        }
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (keys.has(purpose)) {
                List<String> names = keys.names(purpose);
                out.printf("%-13s %s%n", purpose.label(), String.join(", ", names));
            }
        }
        keys.masterPrimaryId().ifPresent(id -> out.printf("%s encrypts%n", id));
    }

    private static List<JsonNode> items(DerivedKeys keys) {
        List<JsonNode> items = new ArrayList<>();
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (keys.has(purpose)) {
                ObjectNode item =
                        JsonMapper.shared().createObjectNode().put("purpose", purpose.label());
                keys.derivedIds(purpose).forEach(item.putArray("keys")::add);
                keys.masterIds().forEach(item.putArray("masterKeys")::add);
                items.add(item.put("primary", keys.primaryId(purpose)));
            }
        }
        return items;
    }
}
