package dev.hooklane.event;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** An immutable list of event types, in the order in which they were added. */
public final class EventTypes implements KnownTypes {
    /**
     * The event type that the Test button sends. It is in the catalogue, but endpoints can't
     * subscribe to it.
     */
    public static final EventType WEBHOOK_TEST = new EventType("webhook.test");

    /** Tells an account that one of its endpoints was disabled. */
    public static final EventType ENDPOINT_DISABLED = new EventType("endpoint.disabled");

    /** Tells an account that one of its endpoints keeps failing. */
    public static final EventType ENDPOINT_FAILING = new EventType("endpoint.failing");

    /** Tells an account that one of its failing endpoints works again. */
    public static final EventType ENDPOINT_RECOVERED = new EventType("endpoint.recovered");

    /** Tells an account that a delivery became a dead letter. */
    public static final EventType DELIVERY_EXHAUSTED = new EventType("delivery.exhausted");

    private static final Set<String> OWN_GROUPS = Set.of("endpoint", "delivery", "webhook");

    private static final List<EventType> OWN =
            List.of(
                    WEBHOOK_TEST,
                    ENDPOINT_DISABLED,
                    ENDPOINT_FAILING,
                    ENDPOINT_RECOVERED,
                    DELIVERY_EXHAUSTED);

    private static final EventTypes DEFAULTS = ofCatalogue(DefaultCatalogue.types());

    private final Map<String, EventType> byName;

    private EventTypes(Collection<EventType> types) {
        Map<String, EventType> map = new LinkedHashMap<>();
        types.forEach(type -> map.putIfAbsent(type.value(), type));
        this.byName = Collections.unmodifiableMap(map);
    }

    /** Reports whether only Hooklane itself publishes events of this type. */
    public static boolean isOwn(EventType type) {
        return OWN.contains(type);
    }

    /**
     * Returns the types of the default catalogue and Hooklane's own: all that an installation
     * knows, unless its operator has added types or replaced the catalogue.
     */
    public static EventTypes defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the types of an installation whose operator replaced the default catalogue: these,
     * and Hooklane's own.
     */
    public static EventTypes ofCatalogue(Collection<EventType> types) {
        return new EventTypes(types).with(OWN);
    }

    /**
     * Opens the file of the default catalogue: JSON with the name, description and example of each
     * type.
     */
    public static InputStream defaultCatalogue() {
        return Objects.requireNonNull(
                EventTypes.class.getResourceAsStream("default-catalogue.json"),
                "the jar has no default-catalogue.json");
    }

    /**
     * Returns this catalogue with {@code more} added at its end; types already in it keep their
     * place.
     */
    public EventTypes with(Collection<EventType> more) {
        List<EventType> types = new ArrayList<>(byName.values());
        types.addAll(more);
        return new EventTypes(types);
    }

    /** Reports whether {@code type} is in this list. */
    public boolean contains(EventType type) {
        return byName.containsKey(type.value());
    }

    @Override
    public Optional<EventType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Reports whether {@code group} holds Hooklane's own types: {@code endpoint}, {@code delivery}
     * or {@code webhook}.
     */
    public static boolean isOwnGroup(String group) {
        return OWN_GROUPS.contains(group);
    }

    /**
     * Reports whether an endpoint may subscribe to {@code type}: it is known, and not {@link
     * #WEBHOOK_TEST}.
     */
    public boolean subscribable(EventType type) {
        return contains(type) && !type.equals(WEBHOOK_TEST);
    }

    /** Returns every type, in catalogue order. */
    public Collection<EventType> all() {
        return byName.values();
    }

    @Override
    public String toString() {
        return byName.keySet().toString();
    }
}
