package dev.hooklane.peer;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.TinkSecretCipher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes and checks the tokens of calls between instances. A token names the caller, is sealed for
 * one peer and one request, lasts for seconds and is taken once. Any thread may use it.
 */
public final class PeerTokens {
    /** What the {@code Authorization} header of such a call begins with. */
    public static final String SCHEME = "Hooklane-Peer ";

    /**
     * How far a token's time may be from now, either way: the clocks of two instances may differ by
     * this much, less the time that the call takes.
     */
    public static final Duration VALID = Duration.ofSeconds(30);

    private static final int NONCE_BYTES = 16;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a token says, and when it was made. */
    private record Content(Instant at, String nonce, PeerAnswer.Trusted trusted) {}

    private final TinkSecretCipher cipher;
    private final String self;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final UsedTokens used = new UsedTokens();

    /**
     * @param self the {@code host:port} under which other instances know this one
     */
    public PeerTokens(
            TinkSecretCipher cipher, String self, InstantSource clock, RandomGenerator random) {
        this.cipher = cipher;
        this.self = self;
        this.clock = clock;
        this.random = random;
    }

    /** Returns the {@code host:port} under which other instances know this one. */
    public String self() {
        return self;
    }

    /** Returns the {@code Authorization} header of a call on behalf of a caller. */
    public String authorization(PeerRequest request, byte[] body, Caller caller, String address) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        ObjectNode json = JSON.createObjectNode();
        json.put("at", clock.instant().toEpochMilli());
        json.put("nonce", Base64.getEncoder().encodeToString(nonce));
        json.put("body", hash(body));
        json.put("address", address);
        json.put("key", caller.key());
        json.put("name", caller.name());
        json.put("role", caller.role().wireName());
        caller.account().ifPresent(account -> json.put("account", account.value()));
        ArrayNode abilities = json.putArray("abilities");
        caller.abilities().forEach(ability -> abilities.add(ability.wireName()));
        return SCHEME + cipher.seal(request.bound(), JSON.writeValueAsBytes(json));
    }

    /** Reports whether a header claims to be one of these. */
    public static boolean hasForm(String authorization) {
        return authorization.startsWith(SCHEME);
    }

    /**
     * Checks the header of a call. A valid one is used up by this.
     *
     * @param request the request as it arrived, at {@link #self}; the answer has the body's hash
     */
    public PeerAnswer check(String authorization, PeerRequest request) {
        Optional<JsonNode> opened = open(authorization, request);
        if (opened.isEmpty()) {
            return new PeerAnswer.Refused(
                    "the token is not of an instance with the same secrets.key, or not for this"
                            + " request to %s".formatted(self));
        }
        Optional<Content> read = content(opened.get());
        if (read.isEmpty()) {
            return new PeerAnswer.Refused(
                    "the token says what only another release of Hooklane understands");
        }
        Content content = read.get();
        Instant now = clock.instant();
        Instant at = content.at();
        Duration apart = Duration.between(at, now).abs();
        if (apart.compareTo(VALID) > 0) {
            return new PeerAnswer.Refused(
                    "the token is %d s away from this instance's clock; the limit is %d s"
                            .formatted(apart.toSeconds(), VALID.toSeconds()));
        }
        if (!used.use(content.nonce(), at.plus(VALID), now)) {
            return new PeerAnswer.Refused("the token was used before");
        }
        return content.trusted();
    }

    /**
     * Returns the caller in the header of a call, however old it is and whether or not it was used.
     * This is good for no more than a place in a queue.
     */
    public Optional<Caller> recognise(String authorization, PeerRequest request) {
        return open(authorization, request)
                .flatMap(PeerTokens::content)
                .map(content -> content.trusted().caller());
    }

    private Optional<JsonNode> open(String authorization, PeerRequest request) {
        try {
            return Optional.of(
                    JSON.readTree(
                            cipher.open(
                                    request.bound(), authorization.substring(SCHEME.length()))));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    static String hash(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Returns what a token says; empty if another release sealed what this one does not know. */
    private static Optional<Content> content(JsonNode json) {
        try {
            return Optional.of(
                    new Content(
                            Instant.ofEpochMilli(json.path("at").asLong()),
                            json.path("nonce").asString(),
                            new PeerAnswer.Trusted(
                                    caller(json),
                                    json.path("address").asString(),
                                    json.path("body").asString())));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static Caller caller(JsonNode json) {
        return new Caller(
                json.path("key").asString(),
                json.path("name").asString(),
                KeyRole.ofWireName(json.path("role").asString()),
                Optional.ofNullable(json.get("account"))
                        .map(JsonNode::asString)
                        .map(AccountId::new),
                json.path("abilities")
                        .valueStream()
                        .map(ability -> Ability.ofWireName(ability.asString()))
                        .collect(Collectors.toSet()));
    }
}
