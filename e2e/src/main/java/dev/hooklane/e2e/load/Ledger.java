package dev.hooklane.e2e.load;

import dev.hooklane.e2e.judge.Disruption;
import dev.hooklane.e2e.judge.Endpoint;
import dev.hooklane.e2e.judge.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The rig's own actions in one trial: endpoints, events and disruptions. Any thread may write to
 * it.
 */
public final class Ledger {
    private final String account;
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private final Map<String, Event> events = new ConcurrentHashMap<>();
    private final List<Disruption> disruptions = new CopyOnWriteArrayList<>();

    public Ledger(String account) {
        this.account = account;
    }

    public String account() {
        return account;
    }

    public void add(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    /** Adds an event, or updates it. */
    public void put(Event event) {
        events.put(event.id(), event);
    }

    public void add(Disruption disruption) {
        disruptions.add(disruption);
    }

    public List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    public List<Event> events() {
        return List.copyOf(events.values());
    }

    public List<Disruption> disruptions() {
        return List.copyOf(disruptions);
    }
}
