package dev.hooklane.secret;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of one instance: a keyset for each purpose. They are derived from the master key, or an
 * instance is given only the derived keys that its roles need. Immutable.
 *
 * <p>With the master key, a cipher also opens what the master key sealed itself, as releases did
 * that had no keys per purpose.
 */
public final class DerivedKeys {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FORM = "hooklaneDerivedKeys";
    private static final int VERSION = 1;

    /** The field with the keyset of each purpose. */
    static final String KEYS = "keys";

    private final Map<KeyPurpose, SecretKeys> byPurpose;
    private final Optional<SecretKeys> master;
    private final boolean masterSeals;

    private DerivedKeys(
            Map<KeyPurpose, SecretKeys> byPurpose,
            Optional<SecretKeys> master,
            boolean masterSeals) {
        this.byPurpose = byPurpose;
        this.master = master;
        this.masterSeals = masterSeals;
    }

    /**
     * Reads a master keyset in Tink's JSON format, or derived keys as {@link #only} writes them.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static DerivedKeys parse(String text) {
        JsonNode json = json(text);
        return json.has(FORM) ? derived(json) : of(SecretKeys.parse(text));
    }

    /** Derives the keys of all purposes from the master keyset. */
    public static DerivedKeys of(SecretKeys master) {
        Map<KeyPurpose, SecretKeys> byPurpose = new EnumMap<>(KeyPurpose.class);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            byPurpose.put(purpose, master.derived(purpose));
        }
        return new DerivedKeys(byPurpose, Optional.of(master), false);
    }

    private static DerivedKeys derived(JsonNode json) {
        if (json.path(FORM).asInt(0) != VERSION) {
            throw new IllegalArgumentException(
                    "secrets.key holds derived keys of version %s; this release reads %d"
                            .formatted(json.path(FORM), VERSION));
        }
        Map<KeyPurpose, SecretKeys> byPurpose = new EnumMap<>(KeyPurpose.class);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            JsonNode keyset = json.path(KEYS).path(purpose.label());
            if (keyset.isObject()) {
                byPurpose.put(purpose, SecretKeys.parse(JSON.writeValueAsString(keyset)));
            }
        }
        return new DerivedKeys(byPurpose, Optional.empty(), false);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw SecretKeys.noKeyset(e);
        }
    }

    /**
     * Returns the derived keys of some purposes as JSON, in clear text, for an instance that is not
     * given the master key.
     */
    public String only(Collection<KeyPurpose> purposes) {
        ObjectNode json = JSON.createObjectNode();
        json.put(FORM, VERSION);
        ObjectNode keys = json.putObject(KEYS);
        for (KeyPurpose purpose : EnumSet.copyOf(purposes)) {
            keys.set(purpose.label(), JSON.readTree(keysOf(purpose).toJson()));
        }
        return JSON.writeValueAsString(json);
    }

    /**
     * Returns keys with which the master key itself seals, in the form of earlier releases. They
     * open what the derived keys sealed too.
     *
     * @throws IllegalArgumentException if these are derived keys without the master key
     */
    public DerivedKeys sealingWithMaster() {
        if (master.isEmpty()) {
            throw new IllegalArgumentException(
                    "secrets.key holds derived keys only; sealing as earlier releases did needs"
                            + " the master key");
        }
        return new DerivedKeys(byPurpose, master, true);
    }

    /** Reports whether there is a key for the purpose. */
    public boolean has(KeyPurpose purpose) {
        return byPurpose.containsKey(purpose);
    }

    /**
     * Returns the cipher of a purpose. What earlier releases sealed with the master key opens too,
     * except calls between instances and marks of own events, which they did not seal.
     *
     * @throws IllegalStateException if this instance was not given the purpose's key
     */
    public TinkSecretCipher of(KeyPurpose purpose) {
        SecretKeys own = keysOf(purpose);
        if (purpose == KeyPurpose.PEERS || purpose == KeyPurpose.OWN_EVENTS) {
            return TinkSecretCipher.of(own, Optional.empty());
        }
        return masterSeals
                ? TinkSecretCipher.of(master.orElseThrow(), Optional.of(own))
                : TinkSecretCipher.of(own, master);
    }

    /**
     * Returns the cipher of a purpose that seals the same bytes as the same text each time.
     *
     * @throws IllegalStateException if this instance was not given the purpose's key
     */
    public StableCipher stable(KeyPurpose purpose) {
        return new StableCipher(keysOf(purpose));
    }

    private SecretKeys keysOf(KeyPurpose purpose) {
        SecretKeys keys = byPurpose.get(purpose);
        if (keys == null) {
            throw new IllegalStateException(
                    "secrets.key has no key for %s; `hooklane secrets derive` prints one for each"
                                    .formatted(purpose.label())
                            + " role that --for names");
        }
        return keys;
    }

    /**
     * Returns the id that an operator knows the sealing key by: that of the master key if it is
     * here, otherwise that of the purpose's key.
     */
    public String primaryId(KeyPurpose purpose) {
        return master.orElseGet(() -> keysOf(purpose)).primaryId();
    }

    /** Returns the id of the master key that encrypts; empty if only derived keys are here. */
    public Optional<String> masterPrimaryId() {
        return master.map(SecretKeys::primaryId);
    }

    /**
     * Returns the ids of all keys that open what was sealed for the purpose; none without a key.
     */
    public List<String> ids(KeyPurpose purpose) {
        return Stream.concat(master.stream(), Optional.ofNullable(byPurpose.get(purpose)).stream())
                .flatMap(keys -> keys.ids().stream())
                .toList();
    }

    /**
     * Returns the keys that open what was sealed for the purpose, as an operator tells them apart:
     * a derived key by its own id and, where the master key is here, by that key's. None without a
     * key.
     */
    public List<String> names(KeyPurpose purpose) {
        List<String> derived = derivedIds(purpose);
        if (master.isEmpty()) {
            return derived;
        }
        List<String> masters = masterIds();
        return IntStream.range(0, derived.size())
                .mapToObj(at ->
                        "%s (%s %s)".formatted(masters.get(at), purpose.label(), derived.get(at)))
                .toList();
    }

    /** Returns the ids of the purpose's own keys, oldest first; none without a key. */
    public List<String> derivedIds(KeyPurpose purpose) {
        return Optional.ofNullable(byPurpose.get(purpose)).map(SecretKeys::ids).orElse(List.of());
    }

    /** Returns the ids of the master keys, oldest first; none if only derived keys are here. */
    public List<String> masterIds() {
        return master.map(SecretKeys::ids).orElse(List.of());
    }

    /** Returns the purposes that have a key. */
    public Set<KeyPurpose> purposes() {
        return Set.copyOf(byPurpose.keySet());
    }

    @Override
    public String toString() {
        return "DerivedKeys[%s, master %s]"
                .formatted(byPurpose.keySet(), master.isPresent() ? "set" : "not set");
    }
}
