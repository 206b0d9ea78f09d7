package dev.hooklane.e2e.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Several faults under the same load.
 *
 * @param order whether they come in turn or at once
 */
public record Mix(Order order, List<Fault> faults) implements Fault {
    /** The order of the faults, and the sign between their names. */
    public enum Order {
        IN_TURN("+", "one after the other"),
        AT_ONCE("/", "at the same time");

        private final String joiner;
        private final String words;

        Order(String joiner, String words) {
            this.joiner = joiner;
            this.words = words;
        }

        public String joiner() {
            return joiner;
        }
    }

    public Mix {
        faults = List.copyOf(faults);
    }

    @Override
    public String name() {
        return faults.stream().map(Fault::name).collect(Collectors.joining(order.joiner()));
    }

    @Override
    public String summary() {
        return "%d faults, %s".formatted(faults.size(), order.words);
    }

    @Override
    public void prepare(Scene scene) throws Exception {
        for (Fault fault : faults) {
            fault.prepare(scene);
        }
    }

    @Override
    public void strike(Scene scene) throws Exception {
        switch (order) {
            case IN_TURN -> {
                for (Fault fault : faults) {
                    fault.strike(scene);
                }
            }
            case AT_ONCE -> strikeAtOnce(scene);
        }
    }

    private void strikeAtOnce(Scene scene) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> strikes = new ArrayList<>();
            for (Fault fault : faults) {
                Scene own = scene.split();
                strikes.add(
                        threads.submit(() -> {
                            fault.strike(own);
                            return fault;
                        }));
            }
            for (Future<?> strike : strikes) {
                var _ = strike.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public boolean spoils() {
        return faults.stream().anyMatch(Fault::spoils);
    }
}
