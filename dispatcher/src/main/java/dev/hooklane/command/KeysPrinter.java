package dev.hooklane.command;

import dev.hooklane.secret.SecretKeys;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prints which keys a key file has after a change: never the keys themselves. */
final class KeysPrinter {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin private JsonOption json = new JsonOption();

    /**
     * Prints the keys.
     *
     * @param people the line for people, with what comes next
     */
    void print(SecretKeys keys, String people) {
        ObjectNode object = JsonMapper.shared().createObjectNode();
        keys.ids().forEach(object.putArray("keys")::add);
        object.put("primary", keys.primaryId());
        command.commandLine().getOut().println(json.isChosen() ? object : people);
    }
}
