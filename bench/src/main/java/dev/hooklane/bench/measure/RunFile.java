package dev.hooklane.bench.measure;

import dev.hooklane.dispatcher.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a run as a JSON file: the machine, every measure, and the details. */
public final class RunFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RunFile() {}

    public static void write(
            Path file, BenchRun run, Instant startedAt, Map<String, Object> machine)
            throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("startedAt", startedAt.toString());
        json.put("endedAt", Instant.now().toString());
        json.put("version", Version.CURRENT);
        json.put("quick", run.isQuick());
        json.put("settings", run.settings());
        json.put("machine", machine);
        json.put("loadAverageAtEnd", MachineFacts.loadAverage());
        json.put("measures", run.measures().stream().map(RunFile::measure).toList());
        json.put("void", run.voids());
        json.put("details", run.details());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, JSON.writeValueAsBytes(json));
    }

    private static Map<String, Object> measure(Measure measure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", measure.name());
        json.put("value", measure.value());
        json.put("unit", measure.unit());
        measure.bar()
                .ifPresent(bar -> {
                    json.put("bar", bar.toString());
                    json.put("met", bar.isMetBy(measure.value()));
                });
        measure.reference().ifPresent(reference -> json.put("reference", reference));
        return json;
    }
}
