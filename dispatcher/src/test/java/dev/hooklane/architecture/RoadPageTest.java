package dev.hooklane.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The hops of {@code docs/ARCHITECTURE.md} are there, and each is called by one before it. */
final class RoadPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([a-z-]+) \\| `([a-z/]+)/(\\w+)\\.java` \\|");
    private static final Pattern INTERFACES = Pattern.compile("(?m) implements ([\\w, ]+)");

    /** Reached through a topic or over HTTP. */
    private static final Set<String> BEGINNINGS =
            Set.of(
                    "EventPublisher",
                    "DirectPublishing",
                    "FanOutTopology",
                    "DeliveryWorker",
                    "HistoryTopology",
                    "DeliveryLists",
                    "Console");

    private record Hop(String name, String source) {
        /** Under which a caller knows it. */
        List<String> names() {
            List<String> names = new ArrayList<>(List.of(name));
            Matcher interfaces = INTERFACES.matcher(source);
            if (interfaces.find()) {
                names.addAll(List.of(interfaces.group(1).strip().split(", *")));
            }
            return names;
        }

        boolean calls(Hop other) {
            return other.names().stream()
                    .anyMatch(each -> Pattern.compile("\\b" + each + "\\b").matcher(source).find());
        }
    }

    @Test
    void eachHopIsCalledByOneBeforeIt() throws IOException {
        List<Hop> road = road();
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < road.size(); i++) {
            Hop hop = road.get(i);
            if (!BEGINNINGS.contains(hop.name())
                    && road.subList(0, i).stream().noneMatch(before -> before.calls(hop))) {
                lost.add(hop.name());
            }
        }

        assertThat(lost).isEmpty();
        assertThat(road).hasSizeGreaterThan(25);
    }

    private static List<Hop> road() throws IOException {
        List<Hop> road = new ArrayList<>();
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/ARCHITECTURE.md")));
        while (rows.find()) {
            Path file =
                    ROOT.resolve(rows.group(1))
                            .resolve("src/main/java/dev/hooklane")
                            .resolve(rows.group(2))
                            .resolve(rows.group(3) + ".java");
            road.add(new Hop(rows.group(3), Files.readString(file)));
        }
        return road;
    }
}
