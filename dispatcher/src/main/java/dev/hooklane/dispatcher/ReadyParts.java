package dev.hooklane.dispatcher;

import dev.hooklane.api.Readiness;
import dev.hooklane.kafka.KafkaContact;
import dev.hooklane.poll.DeliveryWorker;
import dev.hooklane.streams.FanOutStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of the parts that every role may have can do their work. Any thread may ask. */
record ReadyParts(
        KafkaContact kafka,
        FanOutStreams fanOut,
        SealedEndpoints sealed,
        Optional<DeliveryWorker> delivery)
        implements Readiness {
    @Override
    public List<Part> parts() {
        List<Part> all = new ArrayList<>();
        all.add(kafka.readiness());
        all.add(part("fan-out", fanOut.problem()));
        all.add(sealed.readiness());
        delivery.ifPresent(worker -> all.add(part("delivery", problemOf(worker))));
        return all;
    }

    private String problemOf(DeliveryWorker worker) {
        return worker.isReady() ? kafka.problem() : "it waits for its partitions";
    }

    private static Part part(String name, String problem) {
        return new Part(name, problem.isEmpty(), problem);
    }
}
