package dev.hooklane.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A run as JSON, with every breach. */
final class ResultFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultFile() {}

    static void write(Path file, long seed, List<Verdict> verdicts) throws IOException {
        List<Map<String, Object>> trials = new ArrayList<>();
        verdicts.forEach(verdict -> trials.add(trial(verdict)));
        Files.writeString(file, JSON.writeValueAsString(Map.of("seed", seed, "trials", trials)));
    }

    private static Map<String, Object> trial(Verdict verdict) {
        Map<String, Object> trial = new LinkedHashMap<>();
        trial.put("fault", verdict.fault());
        trial.put("failed", verdict.failed());
        switch (verdict) {
            case Verdict.Judged judged -> {
                trial.put("events", judged.events());
                trial.put("deliveries", judged.deliveries());
                trial.put("requests", judged.requests());
                trial.put("repeated", judged.repeats());
                trial.put("settledMs", judged.settled().toMillis());
                trial.put("breaches", judged.breaches());
            }
            case Verdict.Broken(_, String why) -> trial.put("broken", why);
            case Verdict.Skipped(_, String why) -> trial.put("skipped", why);
        }
        return trial;
    }
}
