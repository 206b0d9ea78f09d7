package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The texts with which the console calls the API for people who have signed in at an OpenID
 * provider: {@code hlu_} and what is known of the person, sealed. They are not stored, so any
 * instance knows any of them, and they don't leave the console but in a sealed cookie. Any thread
 * may use it.
 */
public final class UserPasses {
    private static final String PREFIX = "hlu_";
    private static final String PURPOSE = "hooklane console user 1";

    /** Longer than the one call that a refusal is made for. */
    private static final Duration REFUSAL_VALID = Duration.ofMinutes(1);

    private final SealedJson sealed;
    private final Optional<String> terms;

    /** What a pass says. */
    public sealed interface Pass {
        /** Its bearer may use the console. */
        record Of(User user) implements Pass {}

        /**
         * The console refused a sign-in, and the API is to record that.
         *
         * @param user the person's id and name; empty if the provider named nobody
         */
        record Refused(Optional<Named> user, String why, Instant endsAt) implements Pass {}
    }

    /** A person who may be without rights. */
    public record Named(String id, String name) {}

    /**
     * @param terms a text that stands for the settings by which people get their rights; a pass
     *     that was made under others is not read. Empty if nobody signs in this way
     */
    public UserPasses(TinkSecretCipher cipher, Optional<String> terms) {
        this.sealed = new SealedJson(cipher, PURPOSE);
        this.terms = terms;
    }

    /** Reports whether a text could be a pass, and is neither a key nor a link. */
    public static boolean hasForm(String text) {
        return text.startsWith(PREFIX);
    }

    /** Returns the pass of a person. */
    public String write(User user) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", user.id());
        json.put("name", user.name());
        json.put("role", user.role().wireName());
        user.account().ifPresent(account -> json.put("account", account.value()));
        ArrayNode abilities = json.putArray("abilities");
        user.abilities().forEach(ability -> abilities.add(ability.wireName()));
        json.put("endsAt", user.endsAt().toEpochMilli());
        return write(json);
    }

    /** Returns a pass that opens nothing; the API records why. */
    public String refusal(Optional<Named> user, String why, Instant now) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", user.map(Named::id).orElse(""));
        json.put("name", user.map(Named::name).orElse(""));
        json.put("refused", why);
        json.put("endsAt", now.plus(REFUSAL_VALID).toEpochMilli());
        return write(json);
    }

    private String write(ObjectNode json) {
        json.put("terms", terms.orElse(""));
        return PREFIX + sealed.seal(json);
    }

    /**
     * Reads a pass.
     *
     * @return empty if this installation did not make it, or under other terms, or in a release
     *     that gives other rights
     */
    public Optional<Pass> read(String text) {
        return terms.isPresent() && hasForm(text)
                ? sealed.read(text.substring(PREFIX.length()), this::pass)
                : Optional.empty();
    }

    private Optional<Pass> pass(JsonNode json) {
        return json.path("terms").asString("").equals(terms.orElse(""))
                ? Optional.of(said(json))
                : Optional.empty();
    }

    private static Pass said(JsonNode json) {
        String id = json.path("id").asString();
        String name = json.path("name").asString();
        Instant endsAt = Instant.ofEpochMilli(json.path("endsAt").asLong());
        if (json.has("refused")) {
            return new Pass.Refused(
                    id.isEmpty() ? Optional.empty() : Optional.of(new Named(id, name)),
                    json.path("refused").asString(),
                    endsAt);
        }
        return new Pass.Of(
                new User(
                        id,
                        name,
                        KeyRole.ofWireName(json.path("role").asString()),
                        json.path("account").stringValueOpt().map(AccountId::new),
                        json.path("abilities")
                                .valueStream()
                                .map(ability -> Ability.ofWireName(ability.asString()))
                                .collect(Collectors.toSet()),
                        endsAt));
    }
}
