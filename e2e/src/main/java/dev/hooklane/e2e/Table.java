package dev.hooklane.e2e;

import dev.hooklane.e2e.judge.Judge;
import dev.hooklane.e2e.judge.Judges;
import java.util.ArrayList;
import java.util.List;

/** Verdicts as a Markdown table, with one row per fault and one column per judge. */
final class Table {
    private Table() {}

    static List<String> of(List<Verdict> verdicts) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("fault", "events", "deliveries", "requests"));
        Judges.ALL.forEach(judge -> head.add(judge.name()));
        head.add("repeated");
        head.add("p50");
        head.add("p99");
        head.add("longest");
        head.add("settled");
        rows.add(head);
        rows.add(head.stream().map(_ -> "---").toList());
        verdicts.forEach(verdict -> rows.add(row(verdict)));
        return rows.stream().map(row -> "| " + String.join(" | ", row) + " |").toList();
    }

    private static List<String> row(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Judged judged -> judged(judged);
            case Verdict.Broken(String fault, String why) ->
                    List.of(fault, "**not judged:** " + why.replace('\n', ' '));
            case Verdict.Skipped(String fault, String why) ->
                    List.of(fault, "not possible here: " + why);
        };
    }

    private static List<String> judged(Verdict.Judged judged) {
        List<String> row = new ArrayList<>();
        row.add(judged.fault());
        row.add(Integer.toString(judged.events()));
        row.add(Integer.toString(judged.deliveries()));
        row.add(Integer.toString(judged.requests()));
        for (Judge judge : Judges.ALL) {
            int count = judged.breaches().getOrDefault(judge.name(), List.of()).size();
            row.add(count == 0 ? "0" : "**%d**".formatted(count));
        }
        row.add(Long.toString(judged.repeats()));
        row.add(judged.latency().p50().toMillis() + " ms");
        row.add(judged.latency().p99().toMillis() + " ms");
        row.add(judged.latency().longest().toMillis() + " ms");
        row.add(judged.settled().toSeconds() + " s");
        return row;
    }
}
