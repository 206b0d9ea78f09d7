package dev.hooklane.e2e;

import dev.hooklane.e2e.judge.Latency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
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

    /** Reads what {@link #write} wrote. */
    static List<Verdict> read(Path file) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (JsonNode trial : JSON.readTree(Files.readString(file)).path("trials")) {
            verdicts.add(verdict(trial));
        }
        return verdicts;
    }

    private static Verdict verdict(JsonNode trial) {
        String fault = trial.path("fault").asString();
        if (trial.has("broken")) {
            return new Verdict.Broken(fault, trial.path("broken").asString());
        }
        if (trial.has("skipped")) {
            return new Verdict.Skipped(fault, trial.path("skipped").asString());
        }
        Map<String, List<String>> breaches =
                JSON.convertValue(trial.path("breaches"), new TypeReference<>() {});
        return new Verdict.Judged(
                fault,
                trial.path("events").asInt(),
                trial.path("deliveries").asInt(),
                trial.path("requests").asInt(),
                trial.path("repeated").asLong(),
                new Latency(
                        millis(trial, "p50Ms"), millis(trial, "p99Ms"), millis(trial, "longestMs")),
                millis(trial, "settledMs"),
                breaches);
    }

    private static Duration millis(JsonNode trial, String member) {
        return Duration.ofMillis(trial.path(member).asLong());
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
                trial.put("p50Ms", judged.latency().p50().toMillis());
                trial.put("p99Ms", judged.latency().p99().toMillis());
                trial.put("longestMs", judged.latency().longest().toMillis());
                trial.put("settledMs", judged.settled().toMillis());
                trial.put("breaches", judged.breaches());
            }
            case Verdict.Broken(_, String why) -> trial.put("broken", why);
            case Verdict.Skipped(_, String why) -> trial.put("skipped", why);
        }
        return trial;
    }
}
