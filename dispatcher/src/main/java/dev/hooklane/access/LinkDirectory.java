package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All portal links whose records are not removed yet. One thread follows their topic; any thread
 * reads. All records of a link are in one partition, so every instance sees its exchanges in the
 * same order, and takes the same one for the first.
 */
public final class LinkDirectory {
    /** No more are made then: each takes some 700 bytes on every instance. */
    public static final int LINKS_MAX = 100_000;

    private final Map<PortalLinkId, KnownLink> links = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<PortalLinkId>> byAccount = new ConcurrentHashMap<>();

    /**
     * Takes a record of the topic.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public void follow(byte[] key, byte @Nullable [] value) {
        PortalLinkId id = LinkCodec.id(key);
        Optional<String> claim = LinkCodec.claim(key);
        if (claim.isPresent()) {
            followUse(id, claim.get(), value);
        } else if (value == null) {
            Optional.ofNullable(links.remove(id)).flatMap(KnownLink::link).ifPresent(this::forget);
        } else {
            followMade(id, value);
        }
    }

    private void followMade(PortalLinkId id, byte[] value) {
        LinkCodec.Made made;
        try {
            made = LinkCodec.read(value);
        } catch (IllegalArgumentException e) {
            links.put(id, known(id).withUnreadable());
            throw e;
        }
        links.put(id, known(id).with(made));
        byAccount
                .computeIfAbsent(made.link().account(), _ -> ConcurrentHashMap.newKeySet())
                .add(id);
    }

    /** Takes an exchange; its key alone says that the link is used. */
    private void followUse(PortalLinkId id, String claim, byte @Nullable [] value) {
        if (value == null) {
            // A link that is still there stays used.
            links.computeIfPresent(id, (_, known) -> known.link().isEmpty() ? null : known);
            return;
        }
        LinkUse use = new LinkUse(claim, Optional.empty(), "", Optional.empty());
        try {
            use = LinkCodec.readUse(claim, value);
        } finally {
            links.put(id, known(id).with(use));
        }
    }

    private KnownLink known(PortalLinkId id) {
        return links.getOrDefault(id, KnownLink.NOTHING);
    }

    private void forget(PortalLink link) {
        byAccount.computeIfPresent(
                link.account(),
                (_, ids) -> {
                    ids.remove(link.id());
                    return ids.isEmpty() ? null : ids;
                });
    }

    public Optional<KnownLink> find(PortalLinkId id) {
        return Optional.ofNullable(links.get(id));
    }

    /** Returns the links of an account, or of all, in no particular order. */
    public Stream<KnownLink> of(Optional<AccountId> account) {
        Collection<KnownLink> all =
                account.map(id ->
                                (Collection<KnownLink>)
                                        byAccount.getOrDefault(id, Set.of()).stream()
                                                .flatMap(each -> find(each).stream())
                                                .toList())
                        .orElseGet(() -> List.copyOf(links.values()));
        return all.stream().filter(known -> known.link().isPresent());
    }

    /** Returns the links of an account that can be opened, or have a session, until they expire. */
    public Set<PortalLinkId> unexpired(AccountId account, Instant now) {
        return byAccount.getOrDefault(account, Set.of()).stream()
                .filter(id -> find(id).filter(known -> isUnexpired(known, now)).isPresent())
                .collect(Collectors.toSet());
    }

    private static boolean isUnexpired(KnownLink known, Instant now) {
        return switch (known.state(now)) {
            case ACTIVE, USED -> known.link().isPresent();
            case EXPIRED, REVOKED -> false;
        };
    }

    /** Returns how many links it holds. */
    public int size() {
        return links.size();
    }

    /** Returns the ids of links that ended by themselves before that time, some of them at most. */
    public List<PortalLinkId> expiredBefore(Instant time, int most) {
        return links.entrySet().stream()
                .filter(each -> each.getValue().expiresAt().filter(time::isAfter).isPresent())
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
    }
}
