package dev.hooklane.console.session;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.access.SealedJson;
import dev.hooklane.access.User;
import dev.hooklane.access.UserPasses;
import dev.hooklane.event.AccountId;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes sessions as the text of a cookie. Any instance with the same {@code secrets.key} can read
 * it. Those of people who signed in at an OpenID provider have a form of their own, so that a
 * release that does not know it finds no session and leaves the cookie alone.
 */
public final class SessionCodec {
    private static final String PURPOSE = "hooklane console session 1";
    private static final String PURPOSE_OF_USERS = "hooklane console user session 1";

    private final SealedJson sealed;
    private final SealedJson sealedOfUsers;
    private final UserPasses passes;

    /**
     * @param passes reads who signed in at an OpenID provider
     */
    public SessionCodec(TinkSecretCipher cipher, UserPasses passes) {
        this.sealed = new SealedJson(cipher, PURPOSE);
        this.sealedOfUsers = new SealedJson(cipher, PURPOSE_OF_USERS);
        this.passes = passes;
    }

    public String write(Session session) {
        if (UserPasses.hasForm(session.credential())) {
            return sealedOfUsers.seal(common(session));
        }
        ObjectNode json = common(session);
        json.put("key", session.caller().key());
        json.put("name", session.caller().name());
        json.put("role", session.caller().role().wireName());
        session.caller().account().ifPresent(account -> json.put("account", account.value()));
        ArrayNode abilities = json.putArray("abilities");
        session.caller().abilities().forEach(ability -> abilities.add(ability.wireName()));
        return sealed.seal(json);
    }

    private static ObjectNode common(Session session) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("credential", session.credential());
        json.put("token", session.token());
        json.put("startedAt", session.startedAt().toEpochMilli());
        json.put("expiresAt", session.expiresAt().toEpochMilli());
        return json;
    }

    /**
     * Returns the session in a cookie; empty if no instance of this installation made it, or one of
     * a release that gives other rights.
     */
    public Optional<Session> read(String text) {
        return sealed.read(text, SessionCodec::ofKey)
                .or(() -> sealedOfUsers.read(text, this::ofUser));
    }

    private static Optional<Session> ofKey(JsonNode json) {
        Instant endsAt = startedAt(json).plus(Session.LONGEST);
        return Optional.of(session(json, caller(json, "key"), endsAt));
    }

    private Optional<Session> ofUser(JsonNode json) {
        return passes.read(json.path("credential").asString())
                .flatMap(pass ->
                        pass instanceof UserPasses.Pass.Of(User user)
                                ? Optional.of(session(json, user.caller(), user.endsAt()))
                                : Optional.empty());
    }

    private static Session session(JsonNode json, Caller caller, Instant endsAt) {
        return new Session(
                json.path("credential").asString(),
                caller,
                json.path("token").asString(),
                startedAt(json),
                Instant.ofEpochMilli(json.path("expiresAt").asLong()),
                endsAt);
    }

    private static Instant startedAt(JsonNode json) {
        return Instant.ofEpochMilli(json.path("startedAt").asLong());
    }

    /**
     * Reads the caller from JSON such as the API's answer to {@code POST /v1/sign-ins}.
     *
     * @param id the field with the key's id
     */
    public static Caller caller(JsonNode json, String id) {
        return new Caller(
                json.path(id).asString(),
                json.path("name").asString(),
                KeyRole.ofWireName(json.path("role").asString()),
                json.path("account").stringValueOpt().map(AccountId::new),
                json.path("abilities")
                        .valueStream()
                        .map(ability -> Ability.ofWireName(ability.asString()))
                        .collect(Collectors.toSet()));
    }
}
