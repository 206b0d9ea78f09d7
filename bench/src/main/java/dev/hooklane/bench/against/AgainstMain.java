package dev.hooklane.bench.against;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Prints a line for each figure that two revisions have in common. The arguments are the run files
 * of this tree, {@code --}, and those of the other revision.
 */
public final class AgainstMain {
    private static final String SEPARATOR = "--";

    private AgainstMain() {}

    public static void main(String[] arguments) {
        List<String> all = Arrays.asList(arguments);
        int separator = all.indexOf(SEPARATOR);
        if (separator < 1 || separator == all.size() - 1) {
            System.err.println("usage: FILE... -- FILE...");
            System.exit(2);
        }
        Comparison.of(
                        figures(all.subList(0, separator)),
                        figures(all.subList(separator + 1, all.size())))
                .forEach(each -> System.out.println(each.line()));
    }

    private static List<Figures> figures(List<String> files) {
        return files.stream().map(Path::of).map(Figures::read).toList();
    }
}
