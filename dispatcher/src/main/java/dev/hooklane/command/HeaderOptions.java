package dev.hooklane.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** The headers that an endpoint's requests have besides Hooklane's own. */
final class HeaderOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--header",
            paramLabel = "NAME:VALUE",
            description = "A header to send with each request; can be repeated.")
    private List<String> headers = List.of();

    /** Adds them to the body of a request, unless there are none. */
    void addTo(ObjectNode body) {
        if (headers.isEmpty()) {
            return;
        }
        ObjectNode map = body.putObject("headers");
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new ParameterException(
                        command.commandLine(), "header '%s' is not NAME:VALUE".formatted(header));
            }
            map.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
    }
}
