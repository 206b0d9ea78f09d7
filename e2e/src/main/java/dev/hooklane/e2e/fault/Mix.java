package dev.hooklane.e2e.fault;

import java.util.List;
import java.util.stream.Collectors;

/** Several faults one after the other, under the same load. */
public record Mix(List<Fault> faults) implements Fault {
    static final String JOINED_BY = "+";

    public Mix {
        faults = List.copyOf(faults);
    }

    @Override
    public String name() {
        return faults.stream().map(Fault::name).collect(Collectors.joining(JOINED_BY));
    }

    @Override
    public String summary() {
        return "%d faults, one after the other".formatted(faults.size());
    }

    @Override
    public void prepare(Scene scene) throws Exception {
        for (Fault fault : faults) {
            fault.prepare(scene);
        }
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (Fault fault : faults) {
            fault.strike(scene);
        }
    }

    @Override
    public boolean spoils() {
        return faults.stream().anyMatch(Fault::spoils);
    }
}
