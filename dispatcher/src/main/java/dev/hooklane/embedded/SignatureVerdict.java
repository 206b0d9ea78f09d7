package dev.hooklane.embedded;

/** The result of checking one signature of a received request. */
public sealed interface SignatureVerdict {

    /** The signature matches one of the known secrets. */
    record Valid() implements SignatureVerdict {}

    /** The signature is missing or wrong; {@code reason} explains it, and may quote the request. */
    record Invalid(String reason) implements SignatureVerdict {}

    /** No secret is known, so nothing was checked. */
    record NotChecked() implements SignatureVerdict {}
}
