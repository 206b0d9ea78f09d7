package dev.hooklane.access;

import dev.hooklane.event.AccountId;
import dev.hooklane.secret.TinkSecretCipher;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The texts of portal links, {@code hlp_…}, and of the sessions that they are exchanged for, {@code
 * hls_…}: all data of the link, sealed. So any instance knows any of them, whether or not it has
 * read of the link yet, and nobody can make one up. Any thread may use it.
 */
public final class PortalLinks {
    private static final String PREFIX = "hlp_";
    private static final String SESSION_PREFIX = "hls_";
    private static final String PURPOSE = "hooklane portal link 2";
    private static final String FORMER_PURPOSE = "hooklane portal link 1";
    private static final String SESSION_PURPOSE = "hooklane portal session 1";

    private final SealedJson sealed;
    private final SealedJson formerSealed;
    private final SealedJson sealedSession;
    private final BiPredicate<AccountId, Instant> erased;

    /**
     * @param erased reports whether what the account had at that time is erased
     */
    public PortalLinks(TinkSecretCipher cipher, BiPredicate<AccountId, Instant> erased) {
        this.sealed = new SealedJson(cipher, PURPOSE);
        this.formerSealed = new SealedJson(cipher, FORMER_PURPOSE);
        this.sealedSession = new SealedJson(cipher, SESSION_PURPOSE);
        this.erased = erased;
    }

    /** Reports whether a text could be a link, and is not a key. */
    static boolean hasForm(String text) {
        return text.startsWith(PREFIX);
    }

    /** Reports whether a text could be a link's session. */
    static boolean hasSessionForm(String text) {
        return text.startsWith(SESSION_PREFIX);
    }

    public String write(PortalLink link) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        LinkCodec.link(link, json);
        return PREFIX + sealed.seal(json);
    }

    public String write(PortalSession session) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        LinkCodec.link(session.link(), json);
        json.put("claim", session.claim());
        json.put("openedAt", session.openedAt().toString());
        return SESSION_PREFIX + sealedSession.seal(json);
    }

    /** Reads the link from a text; empty if this installation did not make it. */
    Optional<PortalLink> read(String text) {
        return hasForm(text)
                ? sealed.read(
                        text.substring(PREFIX.length()), json -> Optional.of(LinkCodec.link(json)))
                : Optional.empty();
    }

    /** Reports whether a former release of this installation made the text, for a page's path. */
    boolean isFormer(String text) {
        return hasForm(text) && formerSealed.open(text.substring(PREFIX.length())).isPresent();
    }

    /** Reads the session from a text; empty if this installation did not make it. */
    Optional<PortalSession> readSession(String text) {
        return hasSessionForm(text)
                ? sealedSession.read(text.substring(SESSION_PREFIX.length()), PortalLinks::session)
                : Optional.empty();
    }

    /** Reports whether the account that the link was made for is erased. */
    boolean isErased(PortalLink link) {
        return erased.test(link.account(), link.madeAt());
    }

    private static Optional<PortalSession> session(JsonNode json) {
        return Optional.of(
                new PortalSession(
                        LinkCodec.link(json),
                        json.required("claim").asString(),
                        Instant.parse(json.required("openedAt").asString())));
    }
}
