package dev.hooklane.source.format;

import dev.hooklane.config.RegistrySettings;
import dev.hooklane.source.Source;
import dev.hooklane.source.ValueFormat;
import dev.hooklane.source.registry.SchemaRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The formats of this instance's sources, and the schema registries that they need. Sources that
 * name one registry share the schemas that are known. Any thread may use it.
 */
public final class Formats implements AutoCloseable {
    private final Map<String, Registry> registries = new TreeMap<>();

    private record Registry(
            SchemaRegistry calls, SchemaFormat<AvroType> avro, SchemaFormat<ProtoSchema> protobuf) {
        static Registry of(SchemaRegistry calls) {
            return new Registry(
                    calls,
                    new SchemaFormat<>(
                            new SchemaCache<>(calls::schema, AvroSchema::compile, System::nanoTime),
                            AvroTree::read),
                    new SchemaFormat<>(
                            new SchemaCache<>(
                                    calls::schema, ProtoSchema::compile, System::nanoTime),
                            ProtoTree::read));
        }
    }

    /**
     * @param registries the schema registries, by their names in the configuration
     */
    public Formats(Map<String, RegistrySettings> registries) {
        registries.forEach((name, settings) ->
                this.registries.put(name, Registry.of(SchemaRegistry.of(name, settings))));
    }

    /** Returns the names of the registries that a source may use. */
    public Set<String> registries() {
        return new TreeSet<>(registries.keySet());
    }

    /** Reports whether these formats can be read here. */
    public boolean has(Source.Formats formats) {
        return formats.registry().isEmpty() || registries.containsKey(formats.registry());
    }

    /**
     * Returns how keys are read.
     *
     * @throws IllegalArgumentException if the registry is not configured here
     */
    public SourceFormat keys(Source.Formats formats) {
        return of(formats.key(), formats.registry());
    }

    /** Returns how values are read, likewise. */
    public SourceFormat values(Source.Formats formats) {
        return of(formats.value(), formats.registry());
    }

    private SourceFormat of(ValueFormat format, String registry) {
        return switch (format) {
            case JSON -> new JsonFormat();
            case TEXT -> new TextFormat();
            case BYTES -> new BytesFormat();
            case JSON_SCHEMA -> new JsonSchemaFormat();
            case CLOUDEVENTS -> new CloudEventsFormat();
            case AVRO -> registry(registry).avro();
            case PROTOBUF -> registry(registry).protobuf();
        };
    }

    private Registry registry(String name) {
        return Optional.ofNullable(registries.get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "registry %s is not in sources.registries".formatted(name)));
    }

    /** Ends the requests to registries that are under way. */
    @Override
    public void close() {
        registries.values().forEach(each -> each.calls().close());
    }
}
