package dev.hooklane.e2e.judge;

import dev.hooklane.e2e.receiver.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request is sent again only if a fault may have lost its outcome: it was in flight at that time,
 * or was answered after the last outcome that was committed before the fault.
 */
public final class RequestsTwice implements Judge {
    @Override
    public String name() {
        return "repeats";
    }

    @Override
    public String summary() {
        return "requests sent again although their outcome can't have been lost";
    }

    @Override
    public List<String> breaches(Evidence evidence) {
        List<String> repeats = new ArrayList<>();
        Map<String, Endpoint> endpoints = evidence.endpointsByPath();
        for (List<Request> requests : evidence.requestsByPair().values()) {
            Map<Integer, Request> before = new HashMap<>();
            tooOften(requests, evidence.disruptions().size(), repeats);
            Optional<Request> success = Optional.empty();
            Endpoint endpoint = Objects.requireNonNull(endpoints.get(requests.getFirst().path()));
            for (Request request : requests) {
                Request copy = before.put(request.attempt(), request);
                if (copy != null && !evidence.mayBeRepeated(copy, endpoint)) {
                    repeats.add("%s was there at %s already".formatted(request, copy.at()));
                }
                if (success.isPresent()
                        && success.get().attempt() < request.attempt()
                        && !evidence.mayBeRepeated(success.get(), endpoint)) {
                    repeats.add(
                            "%s had succeeded with attempt %d"
                                    .formatted(request, success.get().attempt()));
                }
                if (request.succeeded() && endpoint.ending() != Endpoint.Ending.EITHER) {
                    success = Optional.of(request);
                }
            }
        }
        return repeats;
    }

    private static void tooOften(List<Request> requests, int disruptions, List<String> repeats) {
        requests.stream()
                .collect(Collectors.groupingBy(Request::key, Collectors.counting()))
                .forEach((key, times) -> {
                    if (times > 1 + (long) Disruption.REPEATS_MAX * disruptions) {
                        repeats.add("%s came %d times".formatted(key, times));
                    }
                });
    }

    /** Returns the number of repeated requests, rightly repeated or not. */
    public static long count(Evidence evidence) {
        return evidence.requests().size()
                - evidence.requests().stream().map(Request::key).distinct().count();
    }
}
