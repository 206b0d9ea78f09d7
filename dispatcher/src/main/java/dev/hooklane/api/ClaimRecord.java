package dev.hooklane.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.event.VisibleText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A record of the idempotency topic: the latest state of a request that carried a key. */
sealed interface ClaimRecord {
    JsonMapper JSON = JsonMapper.shared();

    char SHARE_END = '/';
    int SHARE_DIGITS = 16;

    /** Returns the name of the claim: the name of its share, then a random id. */
    String claim();

    /**
     * Returns the name of the share of an account or another owner. It is a hash, so the topic does
     * not reveal the owner.
     */
    static String share(String owner) {
        return Hashes.sha256(owner.getBytes(UTF_8)).substring(0, SHARE_DIGITS);
    }

    /** Returns the name for a new claim. */
    static String newClaim(String share) {
        return share + SHARE_END + UUID.randomUUID();
    }

    /** Returns the name of the share that the claim counts towards. */
    default String share() {
        return claim().substring(0, claim().lastIndexOf(SHARE_END) + 1);
    }

    /**
     * A caller wants to run the request.
     *
     * @param request hash of the method, the path and the body
     * @param at by the clock of the claiming instance
     */
    record Claimed(String claim, String request, Instant at) implements ClaimRecord {}

    /**
     * The request is done.
     *
     * @param sealed the answer, encrypted
     */
    record Answered(String claim, String request, Instant at, String sealed)
            implements ClaimRecord {
        /** Leaves out the answer, even though it is encrypted. */
        @Override
        public String toString() {
            return "Answered[%s, %s]".formatted(claim, at);
        }
    }

    /**
     * Events were published under the key. No answer is kept, as a repeat is recognised by its
     * events.
     */
    record Published(String claim, String request, Instant at) implements ClaimRecord {}

    /** The request was not done, or its answer is not kept: the next caller may try. */
    record Released(String claim) implements ClaimRecord {}

    default byte[] bytes() {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", 1);
        json.put("claim", claim());
        switch (this) {
            case Claimed claimed -> {
                json.put("request", claimed.request());
                json.put("at", claimed.at().toString());
            }
            case Answered answered -> {
                json.put("request", answered.request());
                json.put("at", answered.at().toString());
                json.put("sealed", answered.sealed());
            }
            case Published published -> {
                json.put("request", published.request());
                json.put("at", published.at().toString());
                json.put("published", true);
            }
            case Released _ -> json.put("released", true);
        }
        return JSON.writeValueAsBytes(json);
    }

    /**
     * Parses the record's value.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    static ClaimRecord read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            String claim = json.required("claim").asString();
            if (json.path("released").asBoolean(false)) {
                return new Released(claim);
            }
            String request = json.required("request").asString();
            Instant at = Instant.parse(json.required("at").asString());
            if (json.path("published").asBoolean(false)) {
                return new Published(claim, request, at);
            }
            return json.has("sealed")
                    ? new Answered(claim, request, at, json.required("sealed").asString())
                    : new Claimed(claim, request, at);
        } catch (JacksonException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "no record of a claim: " + VisibleText.excerpt(e), e);
        }
    }
}
