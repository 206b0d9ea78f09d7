import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the lists of parts true: of all that Maven knows, the larger jar's has what is in it, and
 * production's lacks what the build leaves out there, which the module's POM names. Run by the
 * build, from this source.
 */
final class RunParts {
    /** Others need it to run; here it is compiled against and in no jar. */
    private static final String COMPILED_AGAINST = "org.jspecify:jspecify";

    private RunParts() {}

    public static void main(String[] arguments) throws Exception {
        Path pom = Path.of(arguments[0]);
        File all = Path.of(arguments[1]).toFile();
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode list = (ObjectNode) mapper.readTree(all);
        leaveOut(list, List.of(COMPILED_AGAINST));
        mapper.writeValue(all, list);
        leaveOut(list, leftOut(pom));
        mapper.writeValue(Path.of(arguments[2]).toFile(), list);
    }

    private static void leaveOut(ObjectNode list, List<String> patterns) {
        List<String> removed =
                list.get("components").valueStream()
                        .filter(part -> patterns.stream().anyMatch(name(part)::matches))
                        .map(part -> part.get("bom-ref").asString())
                        .toList();
        remove((ArrayNode) list.get("components"), "bom-ref", removed);
        remove((ArrayNode) list.get("dependencies"), "ref", removed);
        for (JsonNode each : list.get("dependencies")) {
            if (each.get("dependsOn") instanceof ArrayNode needed) {
                needed.removeIf(ref -> removed.contains(ref.asString()));
            }
        }
    }

    private static String name(JsonNode part) {
        return part.get("group").asString() + ":" + part.get("name").asString();
    }

    private static void remove(ArrayNode nodes, String key, List<String> removed) {
        nodes.removeIf(node -> removed.contains(node.get(key).asString()));
    }

    /** Returns the artifacts that the execution `run` of shading leaves out, as patterns. */
    private static List<String> leftOut(Path pom) throws Exception {
        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
        NodeList sets = document.getElementsByTagName("artifactSet");
        if (sets.getLength() != 1) {
            throw new IOException("%s has %d artifactSets, not 1".formatted(pom, sets.getLength()));
        }
        NodeList excludes = ((Element) sets.item(0)).getElementsByTagName("exclude");
        return IntStream.range(0, excludes.getLength())
                .mapToObj(i -> excludes.item(i).getTextContent().strip())
                .map(each -> each.replace(".", "\\.").replace("*", ".*"))
                .toList();
    }
}
