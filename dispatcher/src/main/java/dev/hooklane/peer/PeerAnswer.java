package dev.hooklane.peer;

import dev.hooklane.access.Caller;

/** The result of checking a token. */
public sealed interface PeerAnswer {
    /**
     * An instance of this installation asks for this caller.
     *
     * @param address where the caller's request came from
     * @param bodyHash SHA-256 of the body that the instance sent, in base64
     */
    record Trusted(Caller caller, String address, String bodyHash) implements PeerAnswer {
        /** Returns this answer, unless the request arrived with another body. */
        public PeerAnswer withBody(byte[] body) {
            return bodyHash.equals(PeerTokens.hash(body))
                    ? this
                    : new Refused("the body is not the one that the token is for");
        }
    }

    /**
     * The token does not let this request in.
     *
     * @param detail why, in words for its sender
     */
    record Refused(String detail) implements PeerAnswer {}
}
