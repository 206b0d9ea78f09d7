package dev.hooklane.console.session;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.access.SealedJson;
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
 * it.
 */
public final class SessionCodec {
    private static final String PURPOSE = "hooklane console session 1";

    private final SealedJson sealed;

    public SessionCodec(TinkSecretCipher cipher) {
        this.sealed = new SealedJson(cipher, PURPOSE);
    }

    public String write(Session session) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("credential", session.credential());
        json.put("key", session.caller().key());
        json.put("name", session.caller().name());
        json.put("role", session.caller().role().wireName());
        session.caller().account().ifPresent(account -> json.put("account", account.value()));
        ArrayNode abilities = json.putArray("abilities");
        session.caller().abilities().forEach(ability -> abilities.add(ability.wireName()));
        json.put("token", session.token());
        json.put("startedAt", session.startedAt().toEpochMilli());
        json.put("expiresAt", session.expiresAt().toEpochMilli());
        return sealed.seal(json);
    }

    /** Returns the session in a cookie; empty if no instance of this installation made it. */
    public Optional<Session> read(String text) {
        return sealed.open(text)
                .map(json ->
                        new Session(
                                json.path("credential").asString(),
                                caller(json, "key"),
                                json.path("token").asString(),
                                Instant.ofEpochMilli(json.path("startedAt").asLong()),
                                Instant.ofEpochMilli(json.path("expiresAt").asLong())));
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
