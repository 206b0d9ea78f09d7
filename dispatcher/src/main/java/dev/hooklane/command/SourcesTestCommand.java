package dev.hooklane.command;

import dev.hooklane.event.VisibleText;
import dev.hooklane.source.mapping.MappingExample;
import dev.hooklane.source.mapping.MappingFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs the examples that are kept beside a mapping. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Applies a mapping to the examples that are kept beside it, and shows where an event"
                    + " differs from the expected one. Needs no installation.",
            "The file has the mapping under `mapping` and a list `examples`. A mistake in the"
                    + " mapping is shown with its line and column."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All examples are as expected.",
            "1:The file can't be read, its mapping has a mistake, or it has no examples.",
            "5:An example differs from what is expected."
        },
        footerHeading = "%n",
        footer = {
            "Example: in a pipeline, before the mapping is applied",
            "  hooklane sources test -f orders.yaml"
        })
final class SourcesTestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The file with the mapping and its examples, or - for standard input.")
    private String file = "";

    private final CommandContext context;

    SourcesTestCommand(CommandContext context) {
        this.context = context;
    }

    /** An example, and how what became of it differs from what was expected. */
    private record Result(String name, List<String> differences) {
        boolean isOk() {
            return differences.isEmpty();
        }
    }

    @Override
    public Integer call() {
        context.silenceLog();
        List<Result> results = run(parsed());
        PrintWriter out = spec.commandLine().getOut();
        if (json.isChosen()) {
            printJson(results, out);
        } else {
            print(results, out);
        }
        out.flush();
        return results.stream().allMatch(Result::isOk) ? ExitCode.OK : ExitCodes.DIFFERS;
    }

    private MappingFile parsed() {
        try {
            return MappingFile.parse(SecretText.whole(context, file));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("file %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private List<Result> run(MappingFile tested) {
        if (tested.examples().isEmpty()) {
            throw new CommandFailedException("file %s has no examples".formatted(file));
        }
        List<Result> results = new ArrayList<>();
        for (MappingExample example : tested.examples()) {
            results.add(new Result(example.name(), example.differences(tested.mapping())));
        }
        return results;
    }

    private static void print(List<Result> results, PrintWriter out) {
        for (Result result : results) {
            out.printf(
                    "%-7s  %s%n",
                    result.isOk() ? "ok" : "differs", VisibleText.excerpt(result.name()));
            result.differences().forEach(difference -> out.println("         " + difference));
        }
        out.printf("%d ok, %d differ%n", count(results, true), count(results, false));
    }

    private static void printJson(List<Result> results, PrintWriter out) {
        ObjectNode printed = JsonMapper.shared().createObjectNode();
        printed.putObject("counts")
                .put("ok", count(results, true))
                .put("differs", count(results, false));
        ArrayNode examples = printed.putArray("examples");
        for (Result result : results) {
            ArrayNode differences =
                    examples.addObject()
                            .put("name", result.name())
                            .put("result", result.isOk() ? "ok" : "differs")
                            .putArray("differences");
            result.differences().forEach(differences::add);
        }
        out.println(printed);
    }

    private static long count(List<Result> results, boolean ok) {
        return results.stream().filter(each -> each.isOk() == ok).count();
    }
}
