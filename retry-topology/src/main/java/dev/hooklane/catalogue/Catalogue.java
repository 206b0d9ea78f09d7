package dev.hooklane.catalogue;

import dev.hooklane.event.EventType;
import dev.hooklane.event.EventTypes;
import dev.hooklane.event.KnownTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All event types, in memory: those that come with Hooklane, those that its configuration names,
 * and over both what the event types' topic says. One thread follows the topic; any thread asks.
 */
public final class Catalogue implements KnownTypes {
    /** How many types there may be. */
    public static final int TYPES_MAX = 1_000;

    private final Map<EventType, CatalogueType> fixed = new LinkedHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile Map<String, CatalogueType> all;

    /**
     * The catalogue before its topic is read.
     *
     * @param configured types that this installation's configuration names
     */
    public Catalogue(Collection<EventType> configured) {
        DefaultTypes.read().forEach(type -> fixed.put(type.type(), type));
        configured.forEach(type -> fixed.putIfAbsent(type, ofConfiguration(type)));
        Map<String, CatalogueType> byName = new LinkedHashMap<>();
        fixed.values().forEach(type -> byName.put(type.type().value(), type));
        all = byName;
    }

    private static CatalogueType ofConfiguration(EventType type) {
        return new CatalogueType(
                type,
                "An event type of this installation's configuration (events.types).",
                "{}",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Takes a record of the event types' topic.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        EventType type = CatalogueCodec.type(key);
        // Copied for each change: these are rare, and every event asks.
        Map<String, CatalogueType> next = new LinkedHashMap<>(all);
        if (value != null) {
            next.put(type.value(), CatalogueCodec.read(value));
        } else if (fixed.containsKey(type)) {
            next.put(type.value(), fixed.get(type));
        } else {
            next.remove(type.value());
        }
        all = next;
        changes.incrementAndGet();
    }

    /** How often it has changed: if not since, it says what it said. */
    public long changes() {
        return changes.get();
    }

    /** Archived ones too: who asks says more of those than that they are unknown. */
    @Override
    public Optional<EventType> find(String name) {
        return Optional.ofNullable(all.get(name)).map(CatalogueType::type);
    }

    public Optional<CatalogueType> find(EventType type) {
        return Optional.ofNullable(all.get(type.value()));
    }

    /** In the order in which they came to be known. */
    public List<CatalogueType> all() {
        return new ArrayList<>(all.values());
    }

    public int size() {
        return all.size();
    }

    /** Whether an endpoint may begin to ask for the type. */
    public boolean isSelectable(CatalogueType type) {
        return !type.isArchived() && !type.type().equals(EventTypes.WEBHOOK_TEST);
    }

    /** Whether it comes with Hooklane. */
    public static boolean isBuiltIn(EventType type) {
        return EventTypes.defaults().contains(type);
    }

    /** Whether it is there whatever the topic says, so that it can't be removed. */
    public boolean isFixed(EventType type) {
        return fixed.containsKey(type);
    }

    /**
     * Whether Hooklane itself makes its events. Their types are neither archived nor given a
     * schema, as that would silence what tells of trouble.
     */
    public static boolean isOwn(EventType type) {
        return isBuiltIn(type) && EventTypes.isOwnGroup(type.group());
    }
}
