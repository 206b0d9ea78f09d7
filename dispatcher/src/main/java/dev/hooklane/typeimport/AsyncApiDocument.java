package dev.hooklane.typeimport;

import dev.hooklane.event.VisibleText;
import dev.hooklane.yaml.YamlText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An AsyncAPI document, version 2 or 3, in YAML or JSON.
 *
 * @param major the version, 2 or 3
 */
record AsyncApiDocument(JsonNode root, int major) {
    private static final Pattern VERSION = Pattern.compile("([23])\\.[0-9]+\\.[0-9]+.*");

    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .loadSettings(
                                            LoadSettings.builder()
                                                    // The file is the operator's own.
                                                    .setCodePointLimit(Integer.MAX_VALUE)
                                                    .setAllowDuplicateKeys(false)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException in one line, if it is no AsyncAPI document of these versions
     */
    static AsyncApiDocument parse(String text) {
        JsonNode root = read(text);
        String version = root.path("asyncapi").asString("");
        if (version.isEmpty()) {
            throw new IllegalArgumentException(
                    "it is no AsyncAPI document: the field asyncapi is missing");
        }
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "AsyncAPI version %s is not supported; 2.x.x and 3.x.x are"
                            .formatted(VisibleText.quoted(version)));
        }
        return new AsyncApiDocument(root, Integer.parseInt(matcher.group(1)));
    }

    private static JsonNode read(String text) {
        try {
            return YAML.readTree(new YamlText(text));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "line %d: it is no YAML: %s"
                            .formatted(
                                    Optional.ofNullable(e.getLocation())
                                            .map(TokenStreamLocation::getLineNr)
                                            .orElse(1),
                                    VisibleText.excerpt(
                                            e.getOriginalMessage().lines().findFirst().orElse(""))),
                    e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number has an exponent beyond that of any", e);
        }
    }

    LocalReferences references() {
        return new LocalReferences(root);
    }
}
